import type { Node } from 'web-tree-sitter';
import type { CallSite, Language, SourceFile } from '../callSites';
import { type Call, readCall } from '../compiled/calls';
import { begins, callsAfter, chainOf } from '../compiled/chains';
import { type Code, callsNamed } from '../compiled/code';
import { isHandled, isMintedHere } from '../compiled/handled';
import { isSpotifyApi, readString } from '../compiled/readString';
import { field, outermostAncestor, spanOf } from '../nodes';
import { findTextMistakes } from '../textMistakes';
import { clientOf } from './clients';

/** Every call site of a Java or Kotlin file: calls of an OkHttp client, and Retrofit services with Spotify's address. */
export function findCallSites(readCode: (source: SourceFile) => Code): Language['findCallSites'] {
  return (source, within) => {
    const code = readCode(source);
    return [
      ...callsNamed(['newCall', 'baseUrl'], code, within).flatMap(
        (call) => okhttpSite(call, code) ?? retrofitSite(call, code) ?? [],
      ),
      ...findTextMistakes(source, ['string_literal'], within),
    ];
  };
}

/** `client.newCall(request)`. */
function okhttpSite(call: Call, code: Code): CallSite | undefined {
  const { receiver } = call;
  if (call.name !== 'newCall' || receiver === undefined) return undefined;
  const request = chainOf(call.args[0], code);
  const url = request.find(({ name }) => name === 'url')?.args[0];
  if (!begins(request, 'Request') || !isSpotifyApi(readString(url, code))) return undefined;
  if (isHandled(call.node, code) || isMintedHere(call.node, code)) return undefined;
  const client = clientOf(receiver, code);
  if (client === 'covered') return undefined;
  return { code: 'missing-401-handling', library: 'okhttp', node: client ?? call.node, span: spanOf(call.node) };
}

/** `new Retrofit.Builder().baseUrl(url).client(client)`. */
function retrofitSite(call: Call, code: Code): CallSite | undefined {
  if (call.name !== 'baseUrl' || !begins(chainOf(call.node, code), 'Retrofit')) return undefined;
  if (!isSpotifyApi(readString(call.args[0], code))) return undefined;
  const given = clientGiven(call, code) ?? clientGivenLater(call, code);
  const client = given && clientOf(given, code);
  if (client === 'covered') return undefined;
  return { code: 'missing-401-handling', library: 'retrofit', node: given ?? call.node, span: spanOf(call.node) };
}

function clientGiven(baseUrl: Call, code: Code): Node | undefined {
  const chain = [...callsAfter(baseUrl.node), ...chainOf(baseUrl.receiver, code)];
  return chain.find(({ name }) => name === 'client')?.args[0];
}

/** `builder().client(client)`, where `builder` is the function that this call stands in. */
function clientGivenLater({ node }: Call, code: Code): Node | undefined {
  const owner = outermostAncestor(node, code.syntax.functions);
  const name = owner && field(owner, 'name')?.text;
  const later = code.calls
    .get('client')
    .find(({ receiver }) => name !== undefined && receiver !== undefined && readCall(receiver)?.name === name);
  return later?.args[0];
}

export function isCall(node: Node): boolean {
  return /^(?:newCall|baseUrl)$/.test(readCall(node)?.name ?? '');
}
