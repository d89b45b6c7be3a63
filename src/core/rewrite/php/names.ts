import type { Node } from 'web-tree-sitter';
import { children, descendants, field } from '../nodes';
import { oncePer } from '../oncePer';

/** Class names as a file writes them -> their full names, without the first `\`. */
export type ClassNames = (written: string) => string;

export const classNamesOf = oncePer((root: Node): ClassNames => {
  const imports = new Map<string, string>();
  for (const declaration of descendants(root, 'namespace_use_declaration')) {
    const group = field(declaration, 'body');
    const prefix = group === undefined ? '' : `${children(declaration)[0]?.text}\\`;
    for (const clause of descendants(declaration, 'namespace_use_clause')) {
      const name = prefix + (children(clause)[0]?.text ?? '');
      const local = field(clause, 'alias')?.text ?? name.slice(name.lastIndexOf('\\') + 1);
      imports.set(local, name.replace(/^\\/, ''));
    }
  }
  const namespace = namespaceOf(root);
  return (written) => {
    if (written.startsWith('\\')) return written.slice(1);
    const [first = '', ...rest] = written.split('\\');
    const imported = imports.get(first);
    if (imported !== undefined) return [imported, ...rest].join('\\');
    return namespace === '' ? written : `${namespace}\\${written}`;
  };
});

/** Empty where the file has none. */
export function namespaceOf(root: Node): string {
  const definition = root.namedChildren.find((child) => child.type === 'namespace_definition');
  return (definition && field(definition, 'name')?.text) ?? '';
}

/** The full name of the class that `new` makes, or of a type; `?` and unions give their first. */
export function classOf(node: Node | undefined, resolve: ClassNames): string {
  const name = node && (/name$/.test(node.type) ? node : descendants(node, 'qualified_name', 'name')[0]);
  return name === undefined || name.type === 'variable_name' ? '' : resolve(name.text);
}
