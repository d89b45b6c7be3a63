import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { measureStyle } from '../style';
import { calledName } from './values';

/** Rails loads what lies in `app` by the name of its class; elsewhere the file is required. */
export function requireEdit(source: SourceFile, target: string): readonly Edit[] {
  if (/(?:^|\/)app\/[^/]+\//.test(target)) return [];
  const { quote, lineEnd } = measureStyle(source.text);
  const line = `require_relative ${quote}${relative(source.path, target)}${quote}`;
  const statements = source.root.namedChildren;
  const required = statements.filter(
    (node) => node.type === 'call' && /^require(?:_relative)?$/.test(calledName(node) ?? ''),
  );
  const firstCode = statements.findIndex(({ type }) => type !== 'comment');
  const head = firstCode === -1 ? [] : statements.slice(0, firstCode);
  const last = required.at(-1);
  const before =
    last ?? head.filter(({ text }) => /^#!|^# *(?:frozen_string_literal|encoding|typed)\b/.test(text)).at(-1);
  if (before === undefined) {
    const start = source.text.startsWith('\uFEFF') ? 1 : 0;
    return [{ start, end: start, newText: line + lineEnd.repeat(2) }];
  }
  return [{ start: before.endIndex, end: before.endIndex, newText: lineEnd.repeat(last ? 1 : 2) + line }];
}

function relative(path: string, target: string): string {
  const from = path.split('/').slice(0, -1);
  const to = target.replace(/\.rb$/, '').split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
