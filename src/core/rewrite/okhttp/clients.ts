import type { Node } from 'web-tree-sitter';
import type { Call } from '../compiled/calls';
import { lastName } from '../compiled/calls';
import { begins, chainOf } from '../compiled/chains';
import { type Code, lookUp } from '../compiled/code';
import { hasComparison } from '../compiled/handled';

/** What to wrap so that a client refreshes: where it is made, or the expression itself; `covered` where it may do so already. */
export function clientOf(receiver: Node, code: Code): Node | 'covered' | undefined {
  const name = lastName(receiver);
  const value = name === '' ? receiver : lookUp(name, receiver, code);
  const chain = chainOf(value, code);
  if (value !== undefined && begins(chain, 'OkHttpClient')) return isCovered(chain, code) ? 'covered' : value;
  // Made from another client, or by a function: what that one does is not known here.
  if (chain.length > 0) return 'covered';
  const isTyped = code.types.get(name).some(({ node }) => /^(?:okhttp3\.)?OkHttpClient\??$/.test(node.text));
  return isTyped ? receiver : undefined;
}

/** An authenticator, or an interceptor of which the file does not show that it leaves a 401 alone. */
function isCovered(chain: readonly Call[], code: Code): boolean {
  return chain.some(({ name, args: [first] }) => {
    if (name === 'authenticator') return true;
    if (!/^add(?:Network)?Interceptor$/.test(name)) return false;
    if (first === undefined || /lambda/.test(first.type) || HARMLESS.test(first.text)) return hasComparison(code);
    const type = /(?:new )?(\w+)\(/.exec(first.text)?.[1] ?? '';
    return !code.text.includes(`class ${type}`) || hasComparison(code);
  });
}

const HARMLESS = /logg|chucker|stetho|cache|curl|useragent|flipper/i;
