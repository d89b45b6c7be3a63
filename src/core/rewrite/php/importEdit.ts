import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { nodesByName } from '../lookup';
import { children, field } from '../nodes';
import { oncePer } from '../oncePer';
import { measureStyle } from '../style';
import { planHelper } from './helperFile';
import { namespaceOf } from './names';

/**
 * Makes the helper's class known to the file: nothing where Composer finds it beside the file's own class, `use` where it
 * does so in another namespace, `require_once` elsewhere.
 */
export const importEdit = oncePer((source: SourceFile): readonly Edit[] => {
  const helper = planHelper(source);
  const namespace = namespaceOf(source);
  const lines: string[] = [];
  if (helper.namespace !== namespace) lines.push(`use ${helper.namespace}\\${helper.className};`);
  if (!isAutoloaded(source) || helper.namespace === '') lines.push(requireLine(source, helper.path));
  if (lines.length === 0) return [];
  const { lineEnd } = measureStyle(source.text);
  const { offset, gap } = placeFor(source.root, lines[0]?.startsWith('use') ? USES : REQUIRES);
  return [{ start: offset, end: offset, newText: lineEnd.repeat(gap) + lines.join(lineEnd) }];
});

/** As PSR-4 has it: a namespace, and a class with the name of the file. */
function isAutoloaded(source: SourceFile): boolean {
  const name = source.path.slice(source.path.lastIndexOf('/') + 1).replace(/\.php$/, '');
  const named = nodesByName(source).get(name);
  return (
    namespaceOf(source) !== '' &&
    named.some(({ id, parent }) => parent !== null && TYPES.has(parent.type) && field(parent, 'name')?.id === id)
  );
}

const TYPES: ReadonlySet<string> = new Set(['class_declaration', 'trait_declaration', 'enum_declaration']);

function requireLine(source: SourceFile, target: string): string {
  const { quote } = measureStyle(source.text);
  const from = source.path.split('/').slice(0, -1);
  const to = target.split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  const path = [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
  return `require_once __DIR__ . ${quote}/${path}${quote};`;
}

/** Below the last of the first kind that the file has at its top level; a blank line goes before where the kind changes. */
type Kinds = readonly ((statement: Node) => boolean)[];
const isRequire = (statement: Node) => /^(?:require|include)/.test(children(statement)[0]?.type ?? '');
const isUse = (statement: Node) => statement.type === 'namespace_use_declaration';
const isHead = (statement: Node) => /^(?:namespace_definition|declare_statement|php_tag)$/.test(statement.type);
const REQUIRES: Kinds = [isRequire, isUse, isHead];
const USES: Kinds = [isUse, isHead];

function placeFor(root: Node, kinds: Kinds): { readonly offset: number; readonly gap: number } {
  for (const [index, isKind] of kinds.entries()) {
    const last = root.namedChildren.filter(isKind).at(-1);
    if (last !== undefined) return { offset: endOf(last), gap: index === 0 ? 1 : 2 };
  }
  return { offset: 0, gap: 0 };
}

/** Without the line end that some nodes include. */
function endOf(node: Node): number {
  return node.startIndex + node.text.trimEnd().length;
}
