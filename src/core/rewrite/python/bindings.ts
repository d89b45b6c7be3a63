import type { Node } from 'web-tree-sitter';
import { children, field, nodesNamed } from '../nodes';
import { oncePer } from '../oncePer';

/** Local name -> dotted path of what it stands for: `requests`, `requests.get`, `spotipy.Spotify`. */
export type Bindings = ReadonlyMap<string, string>;

export const findBindings = oncePer((root: Node): Bindings => {
  const bindings = new Map<string, string>();
  // Of the word and not of the tree: an import may stand anywhere, and most of a large file is none.
  const statements = [...nodesNamed(root, root.text, 'import')].flatMap(({ parent }) => parent ?? []);
  for (const statement of statements.filter(({ type }) => type === 'import_statement')) {
    for (const name of children(statement)) {
      if (name.type === 'dotted_name') bindings.set(name.text.split('.')[0] ?? '', name.text.split('.')[0] ?? '');
      if (name.type === 'aliased_import')
        bindings.set(field(name, 'alias')?.text ?? '', field(name, 'name')?.text ?? '');
    }
  }
  for (const statement of statements.filter(({ type }) => type === 'import_from_statement')) {
    const module = field(statement, 'module_name')?.text ?? '';
    for (const name of statement.childrenForFieldName('name')) {
      const exported = name.type === 'aliased_import' ? field(name, 'name')?.text : name.text;
      const local = name.type === 'aliased_import' ? field(name, 'alias')?.text : name.text;
      bindings.set(local ?? '', `${module}.${exported}`);
    }
  }
  return bindings;
});

/** `requests.get` of `requests.get`, also where the module or the function has another name here. */
export function dottedPath(node: Node | undefined, bindings: Bindings): string {
  if (node?.type === 'identifier') return bindings.get(node.text) ?? '';
  if (node?.type !== 'attribute') return '';
  const outer = dottedPath(field(node, 'object'), bindings);
  return outer === '' ? '' : `${outer}.${field(node, 'attribute')?.text}`;
}

export interface ImportPlace {
  readonly offset: number;
  readonly after: 'import' | 'head' | 'start';
}

/** After the last import at the top level, else after the docstring and the comments before any code. */
export const importPlace = oncePer((root: Node): ImportPlace => {
  let last: Node | undefined;
  let head = 0;
  let inHead = true;
  for (const child of root.namedChildren) {
    if (/^(?:import_statement|import_from_statement|future_import_statement)$/.test(child.type)) last = child;
    const isDocstring = child.type === 'expression_statement' && child.namedChildren[0]?.type === 'string';
    if (inHead && (child.type === 'comment' || isDocstring)) head = child.endIndex;
    else inHead = false;
  }
  if (last !== undefined) return { offset: last.endIndex, after: 'import' };
  return head > 0 ? { offset: head, after: 'head' } : { offset: 0, after: 'start' };
});
