import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { descendants } from '../nodes';
import { lineEndOf } from '../style';

/** What people wrote inside something that goes, put in front of the statement it is part of. */
export function keepComments({ text }: SourceFile, removed: Node): readonly Edit[] {
  const comments = descendants(removed, 'comment');
  let statement: Node | null = removed;
  while (statement !== null && !/^(?:block|module)$/.test(statement.parent?.type ?? '')) statement = statement.parent;
  if (comments.length === 0 || statement === null) return [];
  const lineStart = text.lastIndexOf('\n', statement.startIndex - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, statement.startIndex))?.[0] ?? '';
  // In front of the line: before the statement there may be `if x:`.
  const start = lineStart + indentation.length;
  const lines = comments.map((comment) => comment.text.trimEnd() + lineEndOf(text) + indentation);
  return [{ start, end: start, newText: lines.join('') }];
}
