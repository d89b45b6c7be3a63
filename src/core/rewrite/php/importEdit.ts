import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { nodesByName } from '../lookup';
import { children, comparePlaces, distinct, field } from '../nodes';
import { oncePer } from '../oncePer';
import { styleOf } from '../style';
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
  const { lineEnd } = styleOf(source);
  const { offset, gap } = placeFor(source, lines[0]?.startsWith('use') ? USES : REQUIRES);
  return [{ start: offset, end: offset, newText: lineEnd.repeat(gap) + lines.join(lineEnd) }];
});

/** As PSR-4 has it: a namespace, and a class with the name of the file. */
function isAutoloaded(source: SourceFile): boolean {
  if (namespaceOf(source) === '') return false;
  const name = source.path.slice(source.path.lastIndexOf('/') + 1).replace(/\.php$/, '');
  return nodesByName(source)
    .get(name)
    .some(({ id, parent }) => parent !== null && TYPES.has(parent.type) && field(parent, 'name')?.id === id);
}

const TYPES: ReadonlySet<string> = new Set(['class_declaration', 'trait_declaration', 'enum_declaration']);

function requireLine(source: SourceFile, target: string): string {
  const { quote } = styleOf(source);
  const from = source.path.split('/').slice(0, -1);
  const to = target.split('/');
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  const path = [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
  return `require_once __DIR__ . ${quote}/${path}${quote};`;
}

/** Below the last of the first kind that the file has at its top level; a blank line goes before where the kind changes. */
interface Kind {
  /** One of them stands in each statement of the kind; where none are given all statements are looked at. */
  readonly words?: readonly string[];
  readonly is: (statement: Node) => boolean;
}
const REQUIRE: Kind = {
  words: ['require', 'require_once', 'include', 'include_once'],
  is: (statement) => /^(?:require|include)/.test(children(statement)[0]?.type ?? ''),
};
const USE: Kind = { words: ['use'], is: ({ type }) => type === 'namespace_use_declaration' };
const HEAD: Kind = {
  is: ({ type }) => /^(?:namespace_definition|declare_statement|php_tag)$/.test(type),
};
const REQUIRES: readonly Kind[] = [REQUIRE, USE, HEAD];
const USES: readonly Kind[] = [USE, HEAD];

function placeFor(source: SourceFile, kinds: readonly Kind[]): { readonly offset: number; readonly gap: number } {
  for (const [index, { words, is }] of kinds.entries()) {
    const written = words?.flatMap((word) => nodesByName(source).get(word));
    const statements =
      written === undefined
        ? source.root.namedChildren
        : distinct(written.flatMap((node) => source.root.childWithDescendant(node) ?? []));
    const last = statements.filter(is).sort(comparePlaces).at(-1);
    if (last !== undefined) return { offset: endOf(last), gap: index === 0 ? 1 : 2 };
  }
  return { offset: 0, gap: 0 };
}

/** Without the line end that some nodes include. */
function endOf(node: Node): number {
  return node.startIndex + node.text.trimEnd().length;
}
