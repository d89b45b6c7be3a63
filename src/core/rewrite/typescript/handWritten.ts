import type { Node } from 'web-tree-sitter';
import type { CallSite, HandWritten, SourceFile } from '../callSites';
import type { Lack } from '../lacks';
import { ancestor, children, field } from '../nodes';
import { oncePerTree } from '../oncePer';
import { type ApiCall, findApiCalls, isSpotifyCall } from './apiCalls';
import { findBindings } from './bindings';
import { argumentsOf, calledName } from './callee';
import { type Declarations, FUNCTIONS, findDeclarations } from './declarations';
import { findRefreshMistakes } from './refreshMistakes';
import { functionName, unwrap } from './values';

/** `let r = await fetch(…); if (r.status === 401) { await refresh(); r = await fetch(…) }`, and the like. */
export const findHandWritten = oncePerTree((source: SourceFile): readonly HandWritten[] => {
  if (!/\.status\s*===?\s*401/.test(source.text)) return [];
  const bindings = findBindings(source);
  const declarations = findDeclarations(source);
  const calls = findApiCalls(bindings, declarations).filter(
    (api) => REPLACEABLE.has(api.client.library) && isSpotifyCall(api, declarations),
  );
  const overwrites = findRefreshMistakes(bindings, declarations).filter(
    ({ code }) => code === 'refresh-token-overwritten',
  );
  return calls.flatMap((api) => handlingOf(api, calls, declarations, overwrites) ?? []);
});

/** The libraries that answer a 401 like any other status. The others throw, and what catches it may do much else. */
const REPLACEABLE: ReadonlySet<string> = new Set(['fetch', 'node-fetch']);

function handlingOf(
  first: ApiCall,
  calls: readonly ApiCall[],
  declarations: Declarations,
  overwrites: readonly CallSite[],
): HandWritten | undefined {
  const holder = first.call.parent?.type === 'await_expression' ? first.call.parent.parent : null;
  const name = holder && (field(holder, 'name') ?? field(holder, 'left'));
  const statement = holder && ancestor(holder, STATEMENTS);
  const handling = statement?.nextNamedSibling;
  if (name?.type !== 'identifier' || handling?.type !== 'if_statement' || field(handling, 'alternative'))
    return undefined;
  if (!is401(field(handling, 'condition'), name.text)) return undefined;
  const block = field(handling, 'consequence');
  const steps = block?.type === 'statement_block' ? children(block) : [];
  const owner = ancestor(first.call, FUNCTIONS);
  const [last] = steps.slice(-1).map((step) => resultOf(step, name.text));
  const repeated = last && calls.find(({ call }) => call.id === last.id);
  const isRepeated = repeated !== undefined && repeated.url?.text === first.url?.text;
  const isRecursive = last !== undefined && owner !== undefined && calledName(last) === functionName(owner);
  const refreshes = steps.slice(0, -1).map(refreshOf);
  if (!(isRepeated || isRecursive) || refreshes.length === 0 || refreshes.includes(undefined)) return undefined;
  const lacks = [
    ...(isRecursive && !hasLimit(last, owner) ? (['retries-once'] as const) : []),
    ...lacksOf(
      refreshes.flatMap((call) => declarations.functions.get(call ?? '')),
      overwrites,
    ),
  ];
  const sites = [first, ...(isRepeated ? [repeated] : [])].map(({ client, call }) => ({
    code: 'missing-401-handling' as const,
    library: client.library,
    node: call,
  }));
  return lacks.length === 0 ? undefined : { sites, handling, lacks };
}

const STATEMENTS: ReadonlySet<string> = new Set([
  'lexical_declaration',
  'variable_declaration',
  'expression_statement',
]);

/** `(response.status === 401)`, and nothing else. */
function is401(condition: Node | undefined, response: string): boolean {
  return new RegExp(`^\\(\\s*${response.replaceAll('$', '\\$')}\\.status\\s*===?\\s*401\\s*\\)$`).test(
    condition?.text ?? '',
  );
}

/** The call in `response = await call()` and `return call()`. */
function resultOf(step: Node, response: string): Node | undefined {
  const inner = children(step)[0];
  const isAssigned = inner?.type === 'assignment_expression' && field(inner, 'left')?.text === response;
  const value = step.type === 'return_statement' ? inner : isAssigned ? field(inner, 'right') : undefined;
  const call = value && unwrap(value);
  return call?.type === 'call_expression' ? call : undefined;
}

/** The name of the function in `await refresh()`, `token = await refresh()`, `const token = await refresh()`. */
function refreshOf(step: Node): string | undefined {
  const inner = children(step)[0];
  const value = inner && (field(inner, 'right') ?? field(inner, 'value') ?? inner);
  const call = value && unwrap(value);
  const name = call?.type === 'call_expression' ? calledName(call) : undefined;
  return name !== undefined && /refresh|renew|new_?token/i.test(name) ? name : undefined;
}

/** A last argument that is no name says how often, or that this is the second time: `call(path, false)`, `retries - 1`. */
function hasLimit(call: Node, owner: Node): boolean {
  const parameters = field(owner, 'parameters');
  return argumentsOf(call).some(({ text, type }) => type !== 'identifier' || !parameters?.text.includes(text));
}

/** What the functions that refresh do not do, as far as they are in this file. */
function lacksOf(functions: readonly Node[], overwrites: readonly CallSite[]): readonly Lack[] {
  if (functions.length === 0) return [];
  const text = functions.map((one) => one.text).join('\n');
  const isOverwriting = overwrites.some(({ node }) =>
    functions.some((one) => one.startIndex <= node.startIndex && node.endIndex <= one.endIndex),
  );
  return [
    ...(SHARES.test(text) ? [] : (['single-flight'] as const)),
    ...(isOverwriting ? (['keeps-refresh-token'] as const) : []),
    ...(/invalid_grant/.test(text) ? [] : (['stops-when-refused'] as const)),
  ];
}

/** Something that outlives the call is waited for. */
const SHARES = /\?\?=|\|\|=|\b\w*(?:pending|promise|in_?flight|refreshing|mutex|lock|queue)\w*\b/i;
