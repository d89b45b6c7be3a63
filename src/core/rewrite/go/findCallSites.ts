import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { CallSite, SourceFile } from '../callSites';
import { type Call, readCall } from '../compiled/calls';
import { type Code, callsNamed } from '../compiled/code';
import { hasComparison, isHandled, isMintedHere } from '../compiled/handled';
import { isSpotifyApi, readString, resolve } from '../compiled/readString';
import { descendants, spanOf } from '../nodes';
import { findTextMistakes } from '../textMistakes';
import { clientOf } from './clients';
import { findImports, readCode } from './syntax';

/** Every call site of a Go file: requests through an `http.Client`, and clients of zmb3/spotify. */
export function findCallSites(source: SourceFile, within?: Span): readonly CallSite[] {
  const code = readCode(source);
  const imports = findImports(source);
  return [
    ...callsNamed([...Object.keys(METHODS), 'New', 'NewClient'], code, within).flatMap(
      (call) => httpSite(call, code, imports) ?? sdkSite(call, code, imports) ?? [],
    ),
    ...findTextMistakes(source, ['interpreted_string_literal', 'raw_string_literal'], within),
  ];
}

/** Method -> which argument holds the address, or the request. */
const METHODS: Readonly<Record<string, 'url' | 'request'>> = {
  Get: 'url',
  Head: 'url',
  Post: 'url',
  PostForm: 'url',
  Do: 'request',
};

function httpSite(call: Call, code: Code, imports: ReadonlyMap<string, string>): CallSite | undefined {
  const { receiver } = call;
  const kind = METHODS[call.name];
  const [first] = call.args;
  if (kind === undefined || receiver === undefined || first === undefined) return undefined;
  const sender = senderOf(receiver, code, imports);
  if (sender === undefined) return undefined;
  const url = kind === 'url' ? first : addressOf(first, code, imports);
  if (url === undefined || !isSpotifyApi(readString(url, code))) return undefined;
  if (isHandled(call.node, code) || isMintedHere(call.node, code)) return undefined;
  return { ...sender, span: spanOf(call.node) };
}

/** What sends a request, as a site without its place. Much else has a method called `Get`. */
function senderOf(receiver: Node, code: Code, imports: ReadonlyMap<string, string>): CallSite | undefined {
  const site = { code: 'missing-401-handling' as const, library: 'net/http' };
  if (imports.get(receiver.text) === 'net/http') return { ...site, node: receiver };
  const client = clientOf(receiver, code, imports);
  if (client !== undefined) return { ...site, node: client.node };
  const made = renewingClient(receiver, code);
  return made && { code: codeOf(made, code), library: 'zmb3/spotify', node: made.node };
}

/** The address that a request was made with. */
function addressOf(request: Node, code: Code, imports: ReadonlyMap<string, string>): Node | undefined {
  const made = resolve(request, code);
  const call = made && readCall(made);
  if (call === undefined || imports.get(call.receiver?.text ?? '') !== 'net/http') return undefined;
  if (call.name === 'NewRequest') return call.args[1];
  return call.name === 'NewRequestWithContext' ? call.args[2] : undefined;
}

/** `spotify.New(client)`, and `spotify.NewClient(client)` of version 1. */
function sdkSite(call: Call, code: Code, imports: ReadonlyMap<string, string>): CallSite | undefined {
  const [first] = call.args;
  const module = imports.get(call.receiver?.text ?? '') ?? '';
  if (!/^github\.com\/zmb3\/spotify(?:\/v\d+)?$/.test(module) || !/^New(?:Client)?$/.test(call.name)) return undefined;
  if (first === undefined || hasComparison(code)) return undefined;
  const made = renewingClient(first, code);
  if (made === undefined) return undefined;
  return { code: codeOf(made, code), library: 'zmb3/spotify', node: made.node, span: spanOf(call.node) };
}

/** A client that golang.org/x/oauth2 made: `auth.Client(ctx, token)`, `config.Client(ctx)`, `oauth2.NewClient(ctx, source)`. */
function renewingClient(client: Node, code: Code): Call | undefined {
  const made = resolve(client, code);
  const call = made && readCall(made);
  if (call?.receiver === undefined) return undefined;
  return /^(?:New)?Client$/.test(call.name) &&
    /^(?:ctx|context\.|.*Context\(\)|oauth2\.NoContext)/.test(call.args[0]?.text ?? '')
    ? call
    : undefined;
}

/** A token without a refresh token ends after an hour; the rest is renewed by the clock. */
function codeOf(client: Call, code: Code): 'missing-401-handling' | 'proactive-only' {
  const token = resolve(client.args[1], code);
  if (token === undefined) return 'proactive-only';
  const call = readCall(token);
  if (call?.name === 'StaticTokenSource') return 'missing-401-handling';
  if (call?.name === 'Token') return isAppConfig(call, code) ? 'missing-401-handling' : 'proactive-only';
  const literal = descendants(token, 'composite_literal')[0] ?? token;
  const isBare = literal.type === 'composite_literal' && !/RefreshToken/.test(literal.text);
  return isBare ? 'missing-401-handling' : 'proactive-only';
}

/** `config.Token(ctx)` of golang.org/x/oauth2/clientcredentials. */
function isAppConfig(call: Call, code: Code): boolean {
  return /clientcredentials\.Config/.test(resolve(call.receiver, code)?.text.slice(0, 60) ?? '');
}
