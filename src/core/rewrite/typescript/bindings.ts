import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../callSites';
import { ancestor, children, field, nodesNamed } from '../nodes';
import { oncePerTree } from '../oncePer';
import { calledName } from './callee';

/** What a local name stands for when it comes from another module. */
export interface Imported {
  readonly module: string;
  /** `default`, `*` for the whole module (also of `require`), else the exported name. */
  readonly name: string;
}

export type Bindings = ReadonlyMap<string, Imported>;

/** All names that `import` and `require` bind, anywhere in the file. Type-only imports bind nothing that is called. */
export const findBindings = oncePerTree(({ root, text }: SourceFile): Bindings => {
  const bindings = new Map<string, Imported>();
  for (const statement of statementsOf(root, text, 'import'))
    if (statement.type === 'import_statement') bindImport(statement, bindings);
  for (const name of nodesNamed(root, text, 'require')) {
    const declarator = ancestor(name, DECLARATORS);
    if (declarator !== undefined) bindRequire(declarator, bindings);
  }
  return bindings;
});

const DECLARATORS: ReadonlySet<string> = new Set(['variable_declarator']);

/** The statements at the top level in which a word stands, in text order; a statement once for each time. */
function statementsOf(root: Node, text: string, word: string): readonly Node[] {
  return [...nodesNamed(root, text, word)].flatMap((node) => root.childWithDescendant(node) ?? []);
}

/** Whether the file is an ES module, as far as it shows. */
export function isModule({ root, text }: SourceFile): boolean {
  return ['import', 'export'].some((word) =>
    statementsOf(root, text, word).some(({ type }) => type === 'import_statement' || type === 'export_statement'),
  );
}

/** The relative module names of all imports and requires, in text order. */
export function findRelativeModules(text: string): readonly string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport|\brequire\s*\()\s*['"](\.{1,2}\/[^'"\n]*)['"]/g)].map(
    ([, name = '']) => name,
  );
}

export function unquoted(string: Node): string {
  return string.text.slice(1, -1);
}

function bindImport(statement: Node, bindings: Map<string, Imported>): void {
  const source = field(statement, 'source');
  const clause = statement.namedChildren.find((child) => child.type === 'import_clause');
  if (source === undefined || clause === undefined || /^import\s+type\b/.test(statement.text)) return;
  const module = unquoted(source);
  for (const part of children(clause)) {
    if (part.type === 'identifier') bindings.set(part.text, { module, name: 'default' });
    if (part.type === 'namespace_import') bindings.set(children(part)[0]?.text ?? '', { module, name: '*' });
    if (part.type !== 'named_imports') continue;
    for (const specifier of children(part)) {
      const name = field(specifier, 'name')?.text ?? '';
      bindings.set(field(specifier, 'alias')?.text ?? name, { module, name });
    }
  }
}

function bindRequire(declarator: Node, bindings: Map<string, Imported>): void {
  const target = field(declarator, 'name');
  let value = field(declarator, 'value');
  let name = '*';
  if (value?.type === 'member_expression') {
    name = field(value, 'property')?.text ?? name;
    value = field(value, 'object');
  }
  const module = value === undefined ? undefined : requiredModule(value);
  if (target === undefined || module === undefined) return;
  if (target.type === 'identifier') bindings.set(target.text, { module, name });
  if (target.type !== 'object_pattern') return;
  for (const property of children(target)) {
    const local = property.type === 'pair_pattern' ? field(property, 'value') : property;
    const exported = property.type === 'pair_pattern' ? field(property, 'key') : property;
    if (local !== undefined && exported !== undefined) bindings.set(local.text, { module, name: exported.text });
  }
}

function requiredModule(value: Node): string | undefined {
  if (value.type !== 'call_expression' || calledName(value) !== 'require') return undefined;
  const argument = field(value, 'arguments')?.namedChildren[0];
  return argument?.type === 'string' ? unquoted(argument) : undefined;
}

export interface ImportPlace {
  readonly offset: number;
  readonly after: 'import' | 'head' | 'start';
}

/** Where a new import goes: after the last one at the top level, else after what must stay first in the file. */
export const importPlace = oncePerTree(({ root, text }: SourceFile): ImportPlace => {
  const [last] = [
    ...statementsOf(root, text, 'import').filter(({ type }) => type === 'import_statement'),
    ...statementsOf(root, text, 'require').filter(isTopLevelRequire),
  ].sort((a, b) => b.endIndex - a.endIndex);
  if (last !== undefined) return { offset: last.endIndex, after: 'import' };
  let head = 0;
  for (let at = root.firstNamedChild; at !== null && isHead(at) && !documentsNext(at); at = at.nextNamedSibling) {
    head = at.endIndex;
  }
  return head > 0 ? { offset: head, after: 'head' } : { offset: 0, after: 'start' };
});

function isTopLevelRequire(statement: Node): boolean {
  if (statement.type !== 'lexical_declaration' && statement.type !== 'variable_declaration') return false;
  return children(statement).some((declarator) => {
    const value = field(declarator, 'value');
    const called = value?.type === 'member_expression' ? field(value, 'object') : value;
    return called !== undefined && requiredModule(called) !== undefined;
  });
}

/** A JSDoc comment right above a statement, which an import would part from it. */
function documentsNext(comment: Node): boolean {
  const next = comment.nextNamedSibling;
  if (next === null || !comment.text.startsWith('/**') || /@(?:license|preserve|file)/.test(comment.text)) return false;
  return next.type !== 'comment' && next.startPosition.row === comment.endPosition.row + 1;
}

/** Hashbang, directives such as 'use strict', and the comments before any code. */
function isHead(node: Node): boolean {
  if (node.type === 'hash_bang_line' || node.type === 'comment') return true;
  return node.type === 'expression_statement' && node.namedChildren[0]?.type === 'string';
}
