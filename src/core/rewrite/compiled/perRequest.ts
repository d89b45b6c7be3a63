import type { CallSite, SourceFile } from '../callSites';
import { outermostAncestor, spanOf } from '../nodes';
import { takesToken } from '../takesToken';
import { environmentOf, isForAndroid } from './helperFile';

const FUNCTIONS: ReadonlySet<string> = new Set([
  ...['function_declaration', 'method_declaration', 'constructor_declaration', 'function_item'],
  ...['local_function_statement', 'func_literal', 'lambda_expression', 'lambda_literal', 'closure_expression'],
]);

/** Where the tokens of web requests come from: cookies, sessions, headers that a browser sent. */
const SOURCES =
  /\bHttpContext\b|\bHttpServletRequest\b|@(?:RequestHeader|CookieValue)\b|\bHttpSession\b|\br\.(?:Cookie|FormValue|Header\.Get)\(|\bsession\.(?:Values|Get|get)\b|\bCookieJar\b|\bHttpRequest\b/;

/** A token out of a web request belongs to whoever sent it: one shared helper would mix the users up. */
export function isPerRequest({ root }: SourceFile, { node, span = spanOf(node) }: CallSite): boolean {
  const call = root.descendantForIndex(span.start, span.end);
  const owner = call === null ? undefined : outermostAncestor(call, FUNCTIONS);
  return owner !== undefined && SOURCES.test(owner.text);
}

/** Whether any of the calls has had its token from outside. On a telephone that is the user's all the same. */
export function tokenOf(source: SourceFile, sites: readonly CallSite[]): 'own' | 'given' {
  if (environmentOf(source) === 'app' || isForAndroid(source)) return 'own';
  const isGiven = ({ node, span = spanOf(node) }: CallSite): boolean => {
    const call = source.root.descendantForIndex(span.start, span.end);
    return call !== null && takesToken(source, call, FUNCTIONS);
  };
  return sites.some(isGiven) ? 'given' : 'own';
}

export const PER_REQUEST =
  'No quick fix: the token comes with a web request, and one helper for all would mix the users up. Make a session for each.';
