import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { CallSite, SourceFile } from '../callSites';
import { type Call, readCall } from '../compiled/calls';
import { callsAfter } from '../compiled/chains';
import { type Code, callsNamed } from '../compiled/code';
import { isHandled, isMintedHere } from '../compiled/handled';
import { isSpotifyApi, readString, resolve } from '../compiled/readString';
import { descendants, field, spanOf } from '../nodes';
import { findTextMistakes } from '../textMistakes';
import { clientOf } from './clients';
import { readCode } from './syntax';

/** Every call site of a C# file: requests of an `HttpClient`, and clients that are registered with Spotify's address. */
export function findCallSites(source: SourceFile, within?: Span): readonly CallSite[] {
  const code = readCode(source);
  return [
    ...callsNamed(['AddHttpClient', ...sendersIn(code)], code, within).flatMap(
      (call) => requestSite(call, code) ?? registrationSite(call, code) ?? [],
    ),
    ...findTextMistakes(source, ['string_literal', 'verbatim_string_literal'], within),
  ];
}

/** The names of methods that send, of those that the file has. */
function sendersIn({ text }: Code): readonly string[] {
  const words = text.match(/\b(?:Get|Post|Put|Patch|Delete|Send)\w*/g) ?? [];
  return [...new Set(words)].filter((word) => SENDS.test(word));
}

const SENDS =
  /^(?:Get(?:String|Stream|ByteArray)?|Get\w*FromJson|Post|PostAsJson|Put|PutAsJson|Patch|PatchAsJson|Delete|DeleteFromJson|Send)(?:Async)?$/;

function requestSite(call: Call, code: Code): CallSite | undefined {
  const { receiver } = call;
  const [first] = call.args;
  if (receiver === undefined || first === undefined || !SENDS.test(call.name)) return undefined;
  const client = clientOf(receiver, code);
  if (client === undefined || client === 'covered') return undefined;
  const address = /^Send/.test(call.name) ? addressOf(first, code) : first;
  if (!isSpotifyApi(readString(address, code)) && !(client.isSpotifys && isRelative(address, code))) return undefined;
  if (isHandled(call.node, code) || isMintedHere(call.node, code)) return undefined;
  const node = client.made ?? call.node;
  return { code: 'missing-401-handling', library: 'HttpClient', node, span: spanOf(call.node) };
}

function isRelative(address: Node | undefined, code: Code): boolean {
  return address !== undefined && !/^\w+:\/\//.test(readString(address, code));
}

/** `new HttpRequestMessage(method, url)`, or with `RequestUri = new Uri(url)`. */
function addressOf(request: Node, code: Code): Node | undefined {
  const made = resolve(request, code);
  if (made === undefined || !/^new\b/.test(made.text)) return undefined;
  const given = readCall(made)?.args[1];
  if (given !== undefined) return given;
  const set = descendants(made, 'assignment_expression').find((one) => field(one, 'left')?.text === 'RequestUri');
  return set === undefined ? code.values.get('RequestUri')[0]?.node : field(set, 'right');
}

/** `services.AddHttpClient<Player>(client => client.BaseAddress = new Uri(url))`. */
function registrationSite(call: Call, code: Code): CallSite | undefined {
  if (call.name !== 'AddHttpClient') return undefined;
  if (callsAfter(call.node).some(({ name }) => HANDLERS.test(name))) return undefined;
  const configured = [call, ...callsAfter(call.node)].flatMap(({ args }) => args);
  const assignments = configured.flatMap((one) => descendants(one, 'assignment_expression'));
  const isSpotifys = assignments.some(
    (one) =>
      /\.BaseAddress$/.test(field(one, 'left')?.text ?? '') && isSpotifyApi(readString(field(one, 'right'), code)),
  );
  return isSpotifys ? { code: 'missing-401-handling', library: 'HttpClient', node: call.node } : undefined;
}

/** What joins in a handler that may well refresh. */
const HANDLERS =
  /^(?:AddHttpMessageHandler|ConfigurePrimaryHttpMessageHandler|AddPolicyHandler|AddUserAccessTokenHandler)$/;
