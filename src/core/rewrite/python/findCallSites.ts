import type { Node } from 'web-tree-sitter';
import { type CallSite, REQUEST_METHODS, type SourceFile } from '../callSites';
import { descendants, field } from '../nodes';
import { findTextMistakes } from '../textMistakes';
import { type Bindings, dottedPath, findBindings } from './bindings';
import { hasComparison, isHandled, isMintedHere } from './handled';
import { findRefreshMistakes } from './refreshMistakes';
import {
  calledName,
  type Declarations,
  findDeclarations,
  keyword,
  keywordValue,
  positional,
  readString,
} from './values';

const API = /^https:\/\/api\.spotify\.com(?:[:/?#]|$)/i;
const LIBRARIES: ReadonlySet<string> = new Set(['requests', 'httpx', 'aiohttp']);
const MAKERS = /^(?:requests\.(?:Session|session)|httpx\.(?:Client|AsyncClient)|aiohttp\.(?:client\.)?ClientSession)$/;

/** Every call site of a Python file: calls, clients with Spotify's base URL, and spotipy with a bare token. */
export function findCallSites(source: SourceFile): readonly CallSite[] {
  const bindings = findBindings(source.root);
  const declarations = findDeclarations(source.root);
  const clients = findClients(bindings, declarations);
  return [
    ...descendants(source.root, 'call').flatMap((call) => siteOf(call, bindings, declarations, clients) ?? []),
    ...findRefreshMistakes(declarations),
    ...findTextMistakes(source, ['string']),
  ];
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
    return API.test(readString(base, declarations)) && !hasComparison(declarations.root)
      ? { code, library, node: call }
      : undefined;
  }
  const method = calledName(call) ?? '';
  if (!REQUEST_METHODS.has(method)) return undefined;
  const url = keywordValue(call, 'url') ?? positional(call, /^(?:request|stream)$/.test(method) ? 1 : 0);
  if (!API.test(readString(url, declarations))) return undefined;
  return isHandled(call, declarations) || isMintedHere(call, declarations) ? undefined : { code, library, node: call };
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
  for (const parameter of descendants(declarations.root, 'typed_parameter')) {
    const type = dottedPath(field(parameter, 'type')?.namedChildren[0] ?? undefined, bindings);
    if (MAKERS.test(type)) clients.set(parameter.namedChildren[0]?.text ?? '', type.split('.')[0] ?? '');
  }
  for (const [name, values] of declarations.values) {
    for (const value of values) {
      const made = value.type === 'await' ? (value.namedChildren[0] ?? value) : value;
      const maker = made.type === 'call' ? dottedPath(field(made, 'function'), bindings) : '';
      if (MAKERS.test(maker) && !isCovered(made)) clients.set(name, maker.split('.')[0] ?? '');
    }
  }
  return clients;
}

/** An `auth` or a middleware of one's own may well refresh. */
function isCovered(call: Node): boolean {
  return keyword(call, 'auth') !== undefined || keyword(call, 'middlewares') !== undefined;
}

function spotipySite(call: Node, declarations: Declarations): CallSite | undefined {
  const auth = keywordValue(call, 'auth') ?? positional(call, 0);
  if (auth === undefined || auth.type === 'none' || hasComparison(declarations.root)) return undefined;
  if (keyword(call, 'auth_manager') !== undefined || keyword(call, 'requests_session') !== undefined) return undefined;
  return { code: 'spotipy-bare-auth', library: 'spotipy', node: call };
}
