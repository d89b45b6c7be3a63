import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import { type CallSite, REQUEST_METHODS, type SourceFile } from '../callSites';
import { ancestor, field, nodesNamed } from '../nodes';
import { isWithin, partAround } from '../part';
import { placesIn } from '../places';
import { findTextMistakes } from '../textMistakes';
import { type Bindings, dottedPath, findBindings } from './bindings';
import { type Declarations, findDeclarations } from './declarations';
import { isFreshlyMinted } from './freshToken';
import { hasComparison, isHandled } from './handled';
import { findRefreshMistakes } from './refreshMistakes';
import { argumentsOf, calledName, keyword, keywordValue, positional, readString } from './values';

const API = /^https:\/\/api\.spotify\.com(?:[:/?#]|$)/i;
const CALLS: ReadonlySet<string> = new Set(['call']);
const LIBRARIES: ReadonlySet<string> = new Set(['requests', 'httpx', 'aiohttp']);
const MAKERS = /^(?:requests\.(?:Session|session)|httpx\.(?:Client|AsyncClient)|aiohttp\.(?:client\.)?ClientSession)$/;

/** Whether something is called like a maker behind the name of its module. */
function hasMaker(declarations: Declarations): boolean {
  const isMember = (end: number) => /\.\s*$/.test(declarations.text.slice(Math.max(0, end - 100), end));
  return placesIn(declarations)
    .of(MAKER)
    .some(({ start }) => isMember(start));
}

const MAKER = /\b(?:[sS]ession|Client|AsyncClient|ClientSession)\b/g;

/** Every call site of a Python file: calls, clients with Spotify's base URL, and spotipy with a bare token. */
export function findCallSites(source: SourceFile, within?: Span): readonly CallSite[] {
  const bindings = findBindings(source.root);
  const declarations = findDeclarations(source);
  const clients = findClients(bindings, declarations);
  return [
    ...candidates(bindings, declarations, clients, partAround(source, CALLS, within))
      .filter((call) => isWithin(call, within))
      .flatMap((call) => siteOf(call, bindings, declarations, clients) ?? []),
    ...findRefreshMistakes(declarations),
    ...findTextMistakes(source, ['string'], within),
  ];
}

/** The calls of something that comes from a client library, or that holds a client. */
function candidates(
  bindings: Bindings,
  { callsThrough }: Declarations,
  clients: ReadonlyMap<string, string>,
  part: Span | undefined,
): readonly Node[] {
  const imported = [...bindings].filter(
    ([, path]) => LIBRARIES.has(path.split('.')[0] ?? '') || /^spotipy\b/.test(path),
  );
  const names = new Set([...imported.map(([name]) => name), ...[...clients.keys()].map(lastName)]);
  const calls = new Map([...names].flatMap((name) => callsThrough.get(name, part)).map((call) => [call.id, call]));
  return [...calls.values()].sort((a, b) => a.startIndex - b.startIndex);
}

/** `session` of `self.session`. */
function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function siteOf(
  call: Node,
  bindings: Bindings,
  declarations: Declarations,
  clients: ReadonlyMap<string, string>,
): CallSite | undefined {
  const path = dottedPath(field(call, 'function'), bindings);
  if (/^spotipy\.(?:client\.)?Spotify$/.test(path)) return spotipySite(call, declarations);
  const library = libraryOf(call, path, clients);
  if (library === undefined || isCovered(call)) return undefined;
  const code = 'missing-401-handling';
  if (MAKERS.test(path)) {
    const base = keywordValue(call, 'base_url') ?? (library === 'aiohttp' ? positional(call, 0) : undefined);
    return API.test(readString(base, declarations)) && !hasComparison(declarations)
      ? { code, library, node: call }
      : undefined;
  }
  const method = calledName(call) ?? '';
  if (!REQUEST_METHODS.has(method)) return undefined;
  const url = keywordValue(call, 'url') ?? positional(call, /^(?:request|stream)$/.test(method) ? 1 : 0);
  if (!API.test(readString(url, declarations))) return undefined;
  if (path !== '' && sendsNoToken(call)) return undefined;
  return isHandled(call, declarations) || isFreshlyMinted(call, declarations)
    ? undefined
    : { code, library, node: call };
}

/** `requests.get(url)`, without a client: no token goes with it that could end. */
function sendsNoToken(call: Node): boolean {
  const values = argumentsOf(call);
  const isBare = values.every(
    (value) =>
      value.type !== 'dictionary_splat' &&
      value.type !== 'list_splat' &&
      (value.type !== 'keyword_argument' || !/^(?:headers|cookies)$/.test(field(value, 'name')?.text ?? '')),
  );
  return isBare && !/token/i.test(values.map(({ text }) => text).join(' '));
}

/** Of a module's function by its import, of a method by the client that the object is. */
function libraryOf(call: Node, path: string, clients: ReadonlyMap<string, string>): string | undefined {
  const [first = ''] = path.split('.');
  if (LIBRARIES.has(first)) return first;
  if (!REQUEST_METHODS.has(calledName(call) ?? '')) return undefined;
  const callee = field(call, 'function');
  const receiver = callee?.type === 'attribute' ? field(callee, 'object') : undefined;
  return receiver === undefined ? undefined : clients.get(receiver.text);
}

/** The names that hold a session or client, by what made it or by the type that is written there -> its library. */
function findClients(bindings: Bindings, declarations: Declarations): ReadonlyMap<string, string> {
  const clients = new Map<string, string>();
  const imported = [...bindings].filter(([, path]) => LIBRARIES.has(path.split('.')[0] ?? ''));
  const isMade = imported.some(([, path]) => MAKERS.test(path)) || hasMaker(declarations);
  for (const [name] of isMade ? imported : []) {
    for (const word of nodesNamed(declarations.root, declarations.text, name)) {
      const parameter = ancestor(word, TYPED);
      const type = dottedPath(parameter && (field(parameter, 'type')?.namedChildren[0] ?? undefined), bindings);
      if (MAKERS.test(type)) clients.set(parameter?.namedChildren[0]?.text ?? '', type.split('.')[0] ?? '');
    }
    for (const made of declarations.callsThrough.get(name)) {
      const maker = dottedPath(field(made, 'function'), bindings);
      const holder = MAKERS.test(maker) && !isCovered(made) ? holderOf(made) : undefined;
      if (holder !== undefined) clients.set(holder, maker.split('.')[0] ?? '');
    }
  }
  return clients;
}

const TYPED: ReadonlySet<string> = new Set(['typed_parameter']);

/** What a client is assigned to, also by `with … as name`: a name, or `self.name`. */
function holderOf(made: Node): string | undefined {
  const value = made.parent?.type === 'await' ? made.parent : made;
  const holder = value.parent;
  if (holder?.type === 'as_pattern') return field(holder, 'alias')?.text;
  if (holder?.type !== 'assignment' || field(holder, 'right')?.id !== value.id) return undefined;
  const isInClass = holder.parent?.parent?.parent?.type === 'class_definition';
  return `${isInClass ? 'self.' : ''}${field(holder, 'left')?.text}`;
}

/** An `auth` or a middleware of one's own may well refresh. */
function isCovered(call: Node): boolean {
  return keyword(call, 'auth') !== undefined || keyword(call, 'middlewares') !== undefined;
}

function spotipySite(call: Node, declarations: Declarations): CallSite | undefined {
  const auth = keywordValue(call, 'auth') ?? positional(call, 0);
  if (auth === undefined || auth.type === 'none' || hasComparison(declarations)) return undefined;
  if (keyword(call, 'auth_manager') !== undefined || keyword(call, 'requests_session') !== undefined) return undefined;
  return { code: 'spotipy-bare-auth', library: 'spotipy', node: call };
}
