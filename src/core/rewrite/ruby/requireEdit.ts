import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { comparePlaces } from '../nodes';
import { styleOf } from '../style';
import { findDeclarations } from './values';

/** Rails loads what lies in `app` by the name of its class; elsewhere the file is required. */
export function requireEdit(source: SourceFile, target: string): readonly Edit[] {
  if (/(?:^|\/)app\/[^/]+\//.test(target)) return [];
  const { quote, lineEnd } = styleOf(source);
  const line = `require_relative ${quote}${relative(source.path, target)}${quote}`;
  const last = lastRequire(source);
  const before = last ?? lastMagicComment(source.root);
  if (before === undefined) {
    const start = source.text.startsWith('\uFEFF') ? 1 : 0;
    return [{ start, end: start, newText: line + lineEnd.repeat(2) }];
  }
  return [{ start: before.endIndex, end: before.endIndex, newText: lineEnd.repeat(last ? 1 : 2) + line }];
}

/** At the top level. */
function lastRequire(source: SourceFile): Node | undefined {
  const calls = ['require', 'require_relative'].flatMap((name) => findDeclarations(source).calls.get(name));
  return calls
    .filter(({ parent }) => parent?.parent === null)
    .sort(comparePlaces)
    .at(-1);
}

/** Of the comments before any code, the last that Ruby or the system reads. */
function lastMagicComment(root: Node): Node | undefined {
  let found: Node | undefined;
  for (let at = root.firstNamedChild; at?.type === 'comment'; at = at.nextNamedSibling)
    if (/^#!|^# *(?:frozen_string_literal|encoding|typed)\b/.test(at.text)) found = at;
  return found;
}

function relative(path: string, target: string): string {
  const from = path.split('/').slice(0, -1);
  const to = target.replace(/\.rb$/, '').split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
