import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { descendants } from '../nodes';
import { lineEndOf } from '../style';
import { insertAt } from './edits';

/** What people wrote inside something that goes, put in front of the statement it is part of. */
export function keepComments({ text }: SourceFile, removed: Node): readonly Edit[] {
  const comments = descendants(removed, 'comment');
  const statement = statementOf(removed);
  if (comments.length === 0 || statement === undefined) return [];
  const lineStart = text.lastIndexOf('\n', statement.startIndex - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, statement.startIndex))?.[0] ?? '';
  const lines = comments.map((comment) => comment.text + lineEndOf(text) + indentation);
  return [insertAt(statement.startIndex, lines.join(''))];
}

function statementOf(node: Node): Node | undefined {
  for (let at = node.parent; at !== null; at = at.parent) {
    if (/(?:statement|declaration)$/.test(at.type)) return at.parent?.type === 'export_statement' ? at.parent : at;
  }
  return undefined;
}
