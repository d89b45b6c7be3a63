import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../callSites';
import { nodesByName } from '../lookup';
import { children, descendants, field } from '../nodes';
import { oncePerTree } from '../oncePer';

/** Class names as a file writes them -> their full names, without the first `\`. */
export type ClassNames = (written: string) => string;

export const classNamesOf = oncePerTree((source: SourceFile): ClassNames => {
  const imports = new Map<string, string>();
  for (const { parent: declaration } of nodesByName(source).get('use')) {
    if (declaration?.type !== 'namespace_use_declaration') continue;
    const group = field(declaration, 'body');
    const prefix = group === undefined ? '' : `${children(declaration)[0]?.text}\\`;
    for (const clause of descendants(declaration, 'namespace_use_clause')) {
      const name = prefix + (children(clause)[0]?.text ?? '');
      const local = field(clause, 'alias')?.text ?? name.slice(name.lastIndexOf('\\') + 1);
      imports.set(local, name.replace(/^\\/, ''));
    }
  }
  const namespace = namespaceOf(source);
  return (written) => {
    if (written.startsWith('\\')) return written.slice(1);
    const [first = '', ...rest] = written.split('\\');
    const imported = imports.get(first);
    if (imported !== undefined) return [imported, ...rest].join('\\');
    return namespace === '' ? written : `${namespace}\\${written}`;
  };
});

/** Empty where the file has none. */
export function namespaceOf(source: SourceFile): string {
  const definition = nodesByName(source)
    .get('namespace')
    .find(({ parent }) => parent?.type === 'namespace_definition' && parent.parent?.parent === null)?.parent;
  return (definition && field(definition, 'name')?.text) ?? '';
}

/** The full name of the class that `new` makes, or of a type; `?` and unions give their first. */
export function classOf(node: Node | undefined, resolve: ClassNames): string {
  const name = node && (/name$/.test(node.type) ? node : descendants(node, 'qualified_name', 'name')[0]);
  return name === undefined || name.type === 'variable_name' ? '' : resolve(name.text);
}
