import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import { type CallSite, REQUEST_METHODS, type SourceFile } from '../callSites';
import type { Call } from '../compiled/calls';
import { chainOf } from '../compiled/chains';
import { type Code, callsNamed } from '../compiled/code';
import { isHandled, isMintedHere } from '../compiled/handled';
import { isSpotifyApi, readString } from '../compiled/readString';
import { ancestor } from '../nodes';
import { findTextMistakes } from '../textMistakes';
import { readCode } from './syntax';

/** Every call site of a Rust file: requests of reqwest, from the client to `send`. */
export function findCallSites(source: SourceFile, within?: Span): readonly CallSite[] {
  const code = readCode(source);
  // With middleware a 401 may be answered where it is put together.
  const isReqwest = /\breqwest\b/.test(source.text) && !/\breqwest_middleware\b/.test(source.text);
  return [
    ...(isReqwest ? callsNamed(['send'], code, within).flatMap((call) => siteOf(call, code) ?? []) : []),
    ...findTextMistakes(source, ['string_literal'], within),
  ];
}

/** `client.get(url).bearer_auth(token).send()`. */
function siteOf(call: Call, code: Code): CallSite | undefined {
  const chain = chainOf(call.receiver, code);
  const request = chain.find(({ name, args, receiver }) => REQUEST_METHODS.has(name) && args.length > 0 && receiver);
  const url = request?.args[request.name === 'request' ? 1 : 0];
  if (!isSpotifyApi(readString(url, code)) || isInTests(call.node)) return undefined;
  if (isHandled(call.node, code) || isMintedHere(call.node, code)) return undefined;
  return { code: 'missing-401-handling', library: 'reqwest', node: call.node };
}

const MODULES: ReadonlySet<string> = new Set(['mod_item']);

/** `#[cfg(test)] mod tests` is in the file that it tests. */
function isInTests(node: Node): boolean {
  const inside = ancestor(node, MODULES);
  return /#\[cfg\(test\)\]/.test(inside?.previousNamedSibling?.text ?? '');
}
