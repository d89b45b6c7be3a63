import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { SourceFile } from '../callSites';
import { type Lookup, lookup, nodesByName } from '../lookup';
import { field, nodesNamed, spanOf } from '../nodes';
import { oncePerTree } from '../oncePer';

export const FUNCTIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
  'generator_function_declaration',
  'generator_function',
]);

/** What the names of a file stand for. */
export interface Declarations {
  readonly root: Node;
  readonly text: string;
  /** The `variable_declarator`s of a name in a part of the file, which may be all of it. */
  variablesIn(part: Node, name: string): readonly Node[];
  /** The functions of a name, however they got it. */
  readonly functions: Lookup;
  /** Calls by the name that is called: `f` of `f()`, `this.f()` and `client.f()`. */
  readonly calls: Lookup;
  /** Calls of something of that name: `client` of `client()`, `client.f()` and `this.client.f()`. */
  readonly callsThrough: Lookup;
}

export const findDeclarations = oncePerTree((source: SourceFile): Declarations => {
  const { root, text } = source;
  const named = nodesByName(source);
  const variables = lookup((name, part) =>
    [...nodesNamed(root, text, name, part, mayBeDeclared)].flatMap((node) => namedBy(node, VARIABLES) ?? []),
  );
  const values = (name: string) => variables.get(name).flatMap((one) => field(one, 'value') ?? []);
  return {
    root,
    text,
    variablesIn: (part, name) => variables.get(name, part.parent === null ? undefined : spanOf(part)),
    functions: lookup((name) => [
      ...[...nodesNamed(root, text, name, undefined, mayNameFunction)].flatMap(
        (node) => namedBy(node, NAMED_FUNCTIONS) ?? [],
      ),
      ...values(name).filter((value) => FUNCTIONS.has(value.type)),
    ]),
    calls: lookup((name) => named.get(name).flatMap((node) => callOf(memberOf(node, 'property') ?? node) ?? [])),
    callsThrough: lookup((name, part) => named.get(name, part).flatMap((node) => callThrough(node) ?? [])),
  };
});

const VARIABLES: ReadonlySet<string> = new Set(['variable_declarator']);
const NAMED_FUNCTIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
  'method_definition',
]);

/** Not `fetch` of `fetch(url)` and `this.fetch`, of which a file may have hundreds. */
function mayBeDeclared(text: string, { start, end }: Span): boolean {
  return text[start - 1] !== '.' && text[end] !== '(' && text[end] !== '.';
}

/** Not `fetch` of `await fetch(url)`, `= fetch(url)` and `: fetch`. */
function mayNameFunction(text: string, { start, end }: Span): boolean {
  return (
    /^\s*[(</]/.test(text.slice(end, end + 20)) &&
    !/(?:\bawait\s|\breturn\s|[=(:?&|!.]\s?)$/.test(text.slice(start - 8, start))
  );
}

function namedBy(node: Node, types: ReadonlySet<string>): Node | undefined {
  const { parent } = node;
  return parent !== null && types.has(parent.type) && field(parent, 'name')?.id === node.id ? parent : undefined;
}

/** The `object.property` of which the node is the one or the other. */
function memberOf(node: Node, part: 'object' | 'property'): Node | undefined {
  const { parent } = node;
  return parent?.type === 'member_expression' && field(parent, part)?.id === node.id ? parent : undefined;
}

/** The call that calls the node. The grammar reads `await f<T>()` as a call of `await f`. */
function callOf(node: Node): Node | undefined {
  const callee = node.parent?.type === 'await_expression' ? node.parent : node;
  const call = callee.parent;
  return call?.type === 'call_expression' && field(call, 'function')?.id === callee.id ? call : undefined;
}

function callThrough(node: Node): Node | undefined {
  const client = memberOf(node, 'property') ?? node;
  return callOf(client) ?? callOf(memberOf(client, 'object') ?? client);
}
