import type { Node } from 'web-tree-sitter';
import { type Call, isMember, readCall } from './calls';
import type { Code } from './code';
import { resolve } from './readString';

/** A chain of calls, the last one first: `new OkHttpClient.Builder().cache(c).build()` is build, cache, Builder. */
export function chainOf(node: Node | undefined, code: Code): readonly Call[] {
  const chain: Call[] = [];
  for (let at = resolve(node, code); at !== undefined && chain.length < LONGEST; ) {
    const call = readCall(at);
    if (call === undefined) break;
    chain.push(call);
    at = resolve(call.receiver, code);
  }
  return chain;
}

const LONGEST = 60;

/** Whether the chain begins with a builder, or a constructor, of this class. */
export function begins(chain: readonly Call[], type: string): boolean {
  const first = chain.at(-1);
  if (first === undefined) return false;
  // Java reads `new Request.Builder()` as one name, Kotlin as a member of `Request`.
  const name = first.receiver === undefined ? first.name : `${first.receiver.text}.${first.name}`;
  return name === `${type}.Builder` || name === type;
}

/** The calls that follow on this one: `.build()` after `.baseUrl(url)`. */
export function callsAfter(call: Node): readonly Call[] {
  const found: Call[] = [];
  for (let at = call.parent; at !== null; at = at.parent) {
    const next = readCall(at);
    if (next !== undefined) found.push(next);
    else if (!isMember(at)) break;
  }
  return found;
}
