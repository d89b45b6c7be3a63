import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import { REQUEST_METHODS } from '../callSites';
import { ancestor, children, descendants, distinct, field } from '../nodes';
import { isWithin, partAround } from '../part';
import type { Bindings } from './bindings';
import { argumentsOf, calleeOf } from './callee';
import { type Client, clientOf, globalFetch } from './clients';
import { type Declarations, FUNCTIONS } from './declarations';
import { declaratorFor, objectLiteral, propertyValue, readString } from './values';

/** A call of a client library, taken apart. */
export interface ApiCall {
  readonly client: Client;
  readonly call: Node;
  /** What stands before the arguments: `fetch`, `axios.get`. */
  readonly callee: Node;
  readonly url: Node | undefined;
  /** The argument with the headers. */
  readonly options: Node | undefined;
  /** The expression that made the instance (`axios.create(…)`), where the call goes through one. */
  readonly instance: Node | undefined;
}

/**
 * All calls of known client libraries, whatever they talk to.
 *
 * @param within only those of which it touches what would be changed, where it is given
 */
export function findApiCalls(bindings: Bindings, declarations: Declarations, within?: Span): readonly ApiCall[] {
  const imported = [...bindings].filter(([, binding]) => clientOf(binding) !== undefined).map(([name]) => name);
  const instances = new Set(instanceNames(declarations));
  const part = partAround(declarations, CALLS, within);
  const calls = [...new Set(['fetch', ...imported, ...instances])].flatMap((name) =>
    // What goes through an instance is changed where that is made.
    declarations.callsThrough.get(name, instances.has(name) ? undefined : part),
  );
  return distinct(calls)
    .flatMap((call) => readCall(call, bindings, declarations) ?? [])
    .filter(({ instance, call }) => isWithin(instance ?? call, within));
}

const CALLS: ReadonlySet<string> = new Set(['call_expression']);

/** The variables and fields that hold what `create` or `extend` made: the only ones that can be an instance of a client. */
function instanceNames(declarations: Declarations): readonly string[] {
  return ['create', 'extend'].flatMap((method) =>
    declarations.calls.get(method).flatMap(({ parent }) => {
      const holder =
        parent === null ? undefined : (field(parent, 'name') ?? field(parent, 'left') ?? field(parent, 'property'));
      const name = holder?.type === 'member_expression' ? field(holder, 'property') : holder;
      return name === undefined ? [] : [name.text];
    }),
  );
}

function readCall(call: Node, bindings: Bindings, declarations: Declarations): ApiCall | undefined {
  const callee = calleeOf(call);
  if (callee === undefined) return undefined;
  const method = callee.type === 'member_expression' ? field(callee, 'property')?.text : undefined;
  if (method === 'create' || method === 'extend') return undefined;
  const receiver = callee.type === 'member_expression' ? field(callee, 'object') : callee;
  if (receiver === undefined) return undefined;
  const known = isGlobalFetch(callee, bindings, declarations)
    ? { client: globalFetch, instance: undefined }
    : clientBehind(receiver, bindings, declarations);
  if (known === undefined || !isRequest(known.client, method)) return undefined;
  const { url, options } = readArguments(known.client, method, argumentsOf(call), declarations);
  return { ...known, call, callee, url, options };
}

/** `fetch` that no import and no declaration hides, alone or as a property of the global object. */
function isGlobalFetch(callee: Node, bindings: Bindings, declarations: Declarations): boolean {
  if (callee.type === 'member_expression') {
    return (
      /^(?:window|globalThis|self|global)$/.test(field(callee, 'object')?.text ?? '') &&
      field(callee, 'property')?.text === 'fetch'
    );
  }
  if (callee.type !== 'identifier' || callee.text !== 'fetch' || bindings.has('fetch')) return false;
  const declared = declaratorFor(callee, declarations);
  // `const fetch = (...args) => import('node-fetch').then(…)`: what CommonJS had to do before Node had a fetch.
  return declared === undefined ? !declarations.functions.has('fetch') : declared.text.includes('node-fetch');
}

/** The client that a receiver is: by its import, or by the call that made the instance it holds. */
export function clientBehind(
  receiver: Node,
  bindings: Bindings,
  declarations: Declarations,
): { client: Client; instance: Node | undefined } | undefined {
  if (receiver.type === 'identifier') {
    const imported = bindings.get(receiver.text);
    const client = imported === undefined ? undefined : clientOf(imported);
    if (client !== undefined) return { client, instance: undefined };
  }
  const made = maker(receiver, declarations);
  return made === undefined ? undefined : instanceMadeBy(made, bindings, declarations);
}

/** `axios.create(…)`, `got.extend(…)`, `ky.create(…)`, also of another instance. */
export function instanceMadeBy(
  made: Node,
  bindings: Bindings,
  declarations: Declarations,
): { client: Client; instance: Node } | undefined {
  const callee = made.type === 'call_expression' ? calleeOf(made) : undefined;
  if (callee?.type !== 'member_expression' || !/^(?:create|extend)$/.test(field(callee, 'property')?.text ?? ''))
    return undefined;
  const origin = field(callee, 'object');
  if (origin?.type !== 'identifier') return undefined;
  const imported = bindings.get(origin.text);
  const client = imported === undefined ? undefined : clientOf(imported);
  if (client !== undefined) return { client, instance: made };
  const declared = declaratorFor(origin, declarations);
  const value = declared === undefined ? undefined : field(declared, 'value');
  if (value === undefined || value.startIndex === made.startIndex) return undefined;
  const parent = instanceMadeBy(value, bindings, declarations);
  return parent === undefined ? undefined : { client: parent.client, instance: made };
}

/** The expression that a variable or a field was given: `const api = …`, `this.api = …`, `private api = …`. */
function maker(receiver: Node, declarations: Declarations): Node | undefined {
  if (receiver.type === 'identifier') {
    const declared = declaratorFor(receiver, declarations);
    const value = declared === undefined ? undefined : field(declared, 'value');
    return value;
  }
  if (receiver.type !== 'member_expression' || field(receiver, 'object')?.type !== 'this') return undefined;
  const name = field(receiver, 'property')?.text;
  const owner = ancestor(receiver, CLASSES);
  const body = owner === undefined ? undefined : field(owner, 'body');
  if (body === undefined) return undefined;
  const declared = children(body).find(
    (member) => (field(member, 'name') ?? field(member, 'property'))?.text === name && !FUNCTIONS.has(member.type),
  );
  const initial = declared === undefined ? undefined : field(declared, 'value');
  if (initial !== undefined) return initial;
  const assigned = descendants(body, 'assignment_expression').find((it) => {
    const left = field(it, 'left');
    return (
      left?.type === 'member_expression' &&
      field(left, 'object')?.type === 'this' &&
      field(left, 'property')?.text === name
    );
  });
  return assigned === undefined ? undefined : field(assigned, 'right');
}

const CLASSES: ReadonlySet<string> = new Set(['class_declaration', 'class', 'abstract_class_declaration']);

function isRequest(client: Client, method: string | undefined): boolean {
  if (method === undefined) return true;
  return client.shape === 'fetch' ? method === 'fetch' : REQUEST_METHODS.has(method);
}

interface Arguments {
  readonly url: Node | undefined;
  readonly options: Node | undefined;
}

function readArguments(
  client: Client,
  method: string | undefined,
  given: readonly Node[],
  declarations: Declarations,
): Arguments {
  const [first, second, third] = given;
  const config = objectLiteral(first, declarations);
  if (config !== undefined && client.shape !== 'fetch') return { url: propertyValue(config, 'url'), options: first };
  const withBody = client.shape === 'axios' && /^(?:post|put|patch)$/.test(method ?? '');
  return { url: first, options: withBody ? third : second };
}

const API = /^https:\/\/api\.spotify\.com(?:[:/?#]|$)/i;

/** Whether the call goes to the Web API: by its own URL, or by the base URL of its instance. */
export function isSpotifyCall(api: ApiCall, declarations: Declarations): boolean {
  const url = readString(api.url, declarations);
  if (url !== '' && /^https?:/i.test(url)) return API.test(url);
  const config = objectLiteral(api.options, declarations);
  const base = propertyValue(config, 'baseURL') ?? propertyValue(config, 'prefixUrl');
  if (base !== undefined) return API.test(readString(base, declarations));
  return api.instance !== undefined && isSpotifyInstance(api.instance, declarations);
}

export function isSpotifyInstance(made: Node, declarations: Declarations): boolean {
  const config = objectLiteral(argumentsOf(made)[0], declarations);
  const base =
    propertyValue(config, 'baseURL') ?? propertyValue(config, 'prefixUrl') ?? propertyValue(config, 'baseUrl');
  return API.test(readString(base, declarations));
}

/** `fetch(url)`: no token goes with it that could end. */
export function sendsNoToken({ client, instance, options, url }: ApiCall): boolean {
  return client.shape === 'fetch' && instance === undefined && options === undefined && isAddress(url);
}

/** Not a `Request`, which brings its headers, nor an address with the token in it. */
function isAddress(url: Node | undefined): boolean {
  return (
    url !== undefined && /^(?:string|template_string|binary_expression)$/.test(url.type) && !/token/i.test(url.text)
  );
}

/** Instances with Spotify's address that other files use: exported, or returned by a function. */
export function findSharedInstances(
  bindings: Bindings,
  declarations: Declarations,
): readonly { readonly client: Client; readonly instance: Node }[] {
  return ['create', 'extend'].flatMap((method) =>
    declarations.calls.get(method).flatMap((made) => {
      const known = instanceMadeBy(made, bindings, declarations);
      // An argument goes to a function that may well give it what it lacks.
      const isShared = known !== undefined && made.parent?.type !== 'arguments';
      return isShared && isSpotifyInstance(made, declarations) ? [known] : [];
    }),
  );
}
