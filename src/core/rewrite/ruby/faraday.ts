import type { Node } from 'web-tree-sitter';
import { REQUEST_METHODS } from '../callSites';
import { ancestor, descendants, field } from '../nodes';
import { isSpotifyApi } from './urls';
import {
  argumentsOf,
  calledName,
  type Declarations,
  FUNCTIONS,
  keywordValue,
  nameOf,
  positional,
  receiverPath,
} from './values';

/** Middleware of Faraday's own that leaves the token alone. */
const HARMLESS =
  /^:(?:json|url_encoded|multipart|retry|instrumentation|authorization|basic_auth|token_auth|logger|raise_error|follow_redirects|gzip|mashify|dates|http_cache)$|^(?:::)?Faraday(?:Middleware)?::/;

export function isMaker(call: Node): boolean {
  return calledName(call) === 'new' && /^Faraday(?:::Connection)?$/.test(receiverPath(call));
}

/** A connection for Spotify's API without middleware of its own that may refresh, or a request without a connection. */
export function isFaradayToSpotify(call: Node, declarations: Declarations): boolean {
  if (!isMaker(call)) {
    const isRequest = receiverPath(call) === 'Faraday' && REQUEST_METHODS.has(calledName(call) ?? '');
    return isRequest && isSpotifyApi(positional(call, 0), declarations);
  }
  const urls = [keywordValue(call, 'url'), positional(call, 0), prefixOf(call)];
  const leadsThere = urls.some((url) => isSpotifyApi(url, declarations)) || isUsedFor(call, declarations);
  return leadsThere && !hasMiddleware(call);
}

/** `connection.url_prefix = …` in the block. */
function prefixOf(maker: Node): Node | undefined {
  const set = descendants(field(maker, 'block') ?? maker, 'assignment').find((assignment) => {
    const left = field(assignment, 'left');
    return left?.type === 'call' && calledName(left) === 'url_prefix';
  });
  return set && field(set, 'right');
}

/** Whether a request to Spotify goes through it, by the variable or the method that holds it. */
function isUsedFor(maker: Node, declarations: Declarations): boolean {
  const made = tapOf(maker) ?? maker;
  const holder = made.parent !== null && /assignment$/.test(made.parent.type) ? made.parent : undefined;
  const method = ancestor(maker, FUNCTIONS);
  const names = [nameOf(holder && field(holder, 'left')), method && field(method, 'name')?.text];
  return [...REQUEST_METHODS].some((verb) =>
    declarations.calls.get(verb).some((call) => {
      const receiver = field(call, 'receiver');
      const name = receiver?.type === 'call' ? calledName(receiver) : nameOf(receiver);
      return name !== undefined && names.includes(name) && isSpotifyApi(positional(call, 0), declarations);
    }),
  );
}

function hasMiddleware(maker: Node): boolean {
  const blocks = [maker, tapOf(maker)].flatMap((call) => (call && field(call, 'block')) ?? []);
  return blocks
    .flatMap((block) => descendants(block, 'call'))
    .some((call) => {
      if (!/^(?:use|request|response)$/.test(calledName(call) ?? '')) return false;
      const [first] = argumentsOf(call);
      return first !== undefined && !HARMLESS.test(first.text);
    });
}

/** `Faraday.new(…).tap { |connection| … }` */
function tapOf(maker: Node): Node | undefined {
  const { parent } = maker;
  return parent?.type === 'call' && calledName(parent) === 'tap' ? parent : undefined;
}
