import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { descendants, field } from '../nodes';
import { oncePer } from '../oncePer';
import { lineEndOf } from '../style';
import { planHelper } from './helperFile';
import { argumentsOf } from './values';

/** `source` of the helper, by the place of the script that runs; nothing where the script has that line. */
export const sourceEdit = oncePer((source: SourceFile): Edit | undefined => {
  const path = relative(source.path, planHelper(source).path);
  if (source.text.includes(`/${path}`) && sourced(source).some((word) => word.endsWith(`/${path}`))) return undefined;
  const line = `source "$(dirname "\${BASH_SOURCE[0]}")/${path}"`;
  const before = placeFor(source.root);
  const lineEnd = lineEndOf(source.text);
  if (before !== undefined) return insert(endOf(before.node), lineEnd.repeat(before.gap) + line);
  return insert(source.text.startsWith('\uFEFF') ? 1 : 0, line + lineEnd.repeat(2));
});

/** What the script sources already, without a quote at the end. */
const sourced = oncePer(({ root }: SourceFile) =>
  descendants(root, 'command')
    .filter((command) => /^(?:source|\.)$/.test(field(command, 'name')?.text ?? ''))
    .map((command) => argumentsOf(command)[0]?.text.replace(/["']$/, '') ?? ''),
);

/** After the last thing that is sourced or set before anything is done, else after the comments at the top. */
function placeFor(root: Node): { readonly node: Node; readonly gap: number } | undefined {
  let found: { readonly node: Node; readonly gap: number } | undefined;
  for (let statement = root.firstNamedChild; statement !== null; statement = statement.nextNamedSibling) {
    const isSetting =
      statement.type === 'command' && /^(?:set|shopt|source|\.)$/.test(field(statement, 'name')?.text ?? '');
    if (isSetting) found = { node: statement, gap: 1 };
    else if (statement.type !== 'comment') break;
    else if ((found === undefined || found.gap === 2) && !isAbout(statement)) found = { node: statement, gap: 2 };
  }
  return found;
}

/** A comment in the lines right above a statement is about that. The line that names the shell is not. */
function isAbout(comment: Node): boolean {
  if (comment.text.startsWith('#!')) return false;
  let last = comment;
  let next = comment.nextNamedSibling;
  while (next?.type === 'comment' && next.startPosition.row === last.startPosition.row + 1) {
    last = next;
    next = next.nextNamedSibling;
  }
  return next !== null && next.type !== 'comment' && next.startPosition.row === last.startPosition.row + 1;
}

/** Without the carriage return that comments and last arguments include. */
function endOf(node: Node): number {
  return node.startIndex + node.text.trimEnd().length;
}

function insert(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}

function relative(path: string, target: string): string {
  const from = path.split('/').slice(0, -1);
  const to = target.split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
