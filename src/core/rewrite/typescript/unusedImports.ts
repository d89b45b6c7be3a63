import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import { contains } from '../../text/span';
import type { SourceFile } from '../callSites';
import { ancestor, children, nodesNamed, spanOf } from '../nodes';
import { findBindings } from './bindings';
import { clientOf } from './clients';
import { removeFromList } from './edits';

/**
 * The edits, and those that take away the import of a client library whose every use they replace. Where the new import
 * would come right behind the one that goes, it takes its place.
 *
 * @param added the edit that inserts the new import
 */
export function withoutUnusedImports(source: SourceFile, added: Edit, edits: readonly Edit[]): readonly Edit[] {
  const removed = [...findBindings(source)].flatMap(([name, imported]) => {
    const client = clientOf(imported);
    // A polyfill does its work by being imported.
    const isKept = client === undefined || /^(?:isomorphic-)?(?:un)?fetch$/.test(client.module);
    return isKept ? [] : (unused(source, name, edits) ?? []);
  });
  const place = removed.find((statement) => statement.endIndex === added.start && isStatement(statement));
  return [
    place === undefined ? added : { ...spanOf(place), newText: added.newText.trimStart() },
    ...removed.filter((node) => node !== place).map((node) => removal(source, node)),
    ...edits,
  ];
}

/** What binds the name and is not needed any more: a whole statement, or one of several names in it. */
function unused(source: SourceFile, name: string, edits: readonly Edit[]): Node | undefined {
  let binding: Node | undefined;
  for (const use of nodesNamed(source.root, source.text, name)) {
    const isReplaced = edits.some((edit) => edit.start < edit.end && contains(edit, spanOf(use)));
    if (isReplaced || !NAMES.has(use.type)) continue;
    if (binding !== undefined) return undefined;
    binding = use;
  }
  if (binding === undefined) return undefined;
  const statement = ancestor(binding, IMPORTS);
  if (statement === undefined || statement.parent?.type !== 'program') return undefined;
  const list = ancestor(binding, LISTS);
  const isInList = list !== undefined && contains(spanOf(statement), spanOf(list));
  if (isInList && children(list).length > 1)
    return children(list).find((part) => contains(spanOf(part), spanOf(binding)));
  const clause = statement.namedChildren.find(({ type }) => type === 'import_clause');
  const parts = children(clause ?? statement);
  if (parts.length === 1) return statement;
  return clause === undefined ? undefined : parts.find((part) => contains(spanOf(part), spanOf(binding)));
}

const NAMES: ReadonlySet<string> = new Set([
  'identifier',
  'type_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
]);
const IMPORTS: ReadonlySet<string> = new Set(['import_statement', 'lexical_declaration', 'variable_declaration']);
const LISTS: ReadonlySet<string> = new Set(['named_imports', 'object_pattern']);

function isStatement(node: Node): boolean {
  return IMPORTS.has(node.type);
}

function removal(source: SourceFile, node: Node): Edit {
  if (!isStatement(node)) return removeFromList(source, node);
  const lineEnd = /^[ \t]*(?:\r?\n)?/.exec(source.text.slice(node.endIndex))?.[0].length ?? 0;
  return { start: node.startIndex, end: node.endIndex + lineEnd, newText: '' };
}
