import type { Node } from 'web-tree-sitter';
import { lastName, readCall } from '../compiled/calls';
import { type Code, lookUp } from '../compiled/code';
import { isSpotifyApi, readString, resolve } from '../compiled/readString';
import { descendants, field } from '../nodes';

/** An `HttpClient`, as far as the file shows. */
export interface Client {
  /** Where it is made; undefined where that is in another file. */
  readonly made: Node | undefined;
  /** Whether what it sends to relative addresses goes to Spotify. */
  readonly isSpotifys: boolean;
}

/** `covered` is a client with a handler of its own, which may well refresh. */
export function clientOf(receiver: Node, code: Code): Client | 'covered' | undefined {
  const name = lastName(receiver);
  const value = name === '' ? receiver : lookUp(name, receiver, code);
  const given = value === undefined ? undefined : resolve(value, code);
  const isTyped = code.types.get(name).some(({ node }) => isHttpClient(node.text));
  const made = given !== undefined && isMade(given, isTyped) ? given : undefined;
  if (made === undefined) {
    const call = given && readCall(given);
    // A client of a factory has the handlers that its name was given elsewhere; without a name it has none.
    if (call !== undefined)
      return call.name === 'CreateClient' && call.args.length === 0 ? { made, isSpotifys: false } : 'covered';
    return isTyped ? { made, isSpotifys: hasSpotifyAddress(name, made, code) } : undefined;
  }
  if (hasOwnHandler(made, code)) return 'covered';
  return { made, isSpotifys: hasSpotifyAddress(name, made, code) };
}

function isHttpClient(type: string): boolean {
  return /^(?:System\.Net\.Http\.)?HttpClient\??$/.test(type);
}

/** `new HttpClient(…)`, or `new(…)` where the name has that type. */
function isMade(node: Node, isTyped: boolean): boolean {
  if (node.type === 'object_creation_expression') return isHttpClient(field(node, 'type')?.text ?? '');
  return node.type === 'implicit_object_creation_expression' && isTyped;
}

/** A handler that is not the framework's own. */
function hasOwnHandler(made: Node, code: Code): boolean {
  const handler = resolve(readCall(made)?.args[0], code);
  return (
    handler !== undefined && !/^new (?:System\.Net\.Http\.)?(?:HttpClient|SocketsHttp)Handler\b/.test(handler.text)
  );
}

/** `BaseAddress = new Uri("https://api.spotify.com")`, where it is made or later. */
function hasSpotifyAddress(name: string, made: Node | undefined, code: Code): boolean {
  const inside = made === undefined ? [] : descendants(made, 'assignment_expression');
  const later = code.values.get('BaseAddress').flatMap(({ node }) => node.parent ?? []);
  return [...inside, ...later].some((assignment) => {
    const left = field(assignment, 'left');
    const isThis = inside.includes(assignment)
      ? left?.text === 'BaseAddress'
      : lastName(left?.namedChildren[0] ?? undefined) === name;
    return isThis && lastName(left) === 'BaseAddress' && isSpotifyApi(readString(field(assignment, 'right'), code));
  });
}
