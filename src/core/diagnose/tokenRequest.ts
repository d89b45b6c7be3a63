import type { HttpRequest } from '../http/exchange';
import type { TokenKind } from '../token/foundToken';
import { isMask } from './authorization';
import { type Fields, formFields, jsonFields } from './fields';
import type { TokenField, TokenRequest } from './observation';
import type { Secrets } from './seenToken';

/** The fields of a request to the token endpoint, whichever way its body is written. */
export function readTokenRequest(request: HttpRequest, query: Fields, secrets: Secrets): TokenRequest {
  const text = request.body?.text.trim() ?? '';
  const json = jsonFields(text);
  const fields = json ?? (text === '' ? query : formFields(text));
  const secret = fields.get('client_secret');
  if (secret) secrets.learn(secret, 'secret');
  const verifier = fields.get('code_verifier');
  if (verifier) secrets.learn(verifier, 'secret');
  const clientId = fields.get('client_id');
  const grant = fields.get('grant_type');
  const redirectUri = fields.get('redirect_uri');
  const refreshToken = readField(fields.get('refresh_token'), 'refresh-token', secrets);
  const code = readField(fields.get('code'), 'authorization-code', secrets);
  return {
    bodyForm: bodyFormOf(request, text, json, fields),
    hasSecret: secret !== undefined,
    ...(grant !== undefined && { grant }),
    ...(refreshToken && { refreshToken }),
    ...(code && { code }),
    ...(redirectUri !== undefined && { redirectUri }),
    ...(clientId !== undefined && { clientId }),
    ...(verifier !== undefined && {
      verifier: /^[A-Za-z0-9._~-]{43,128}$/.test(verifier) ? 'well-formed' : 'malformed',
    }),
  };
}

function bodyFormOf(
  request: HttpRequest,
  text: string,
  json: Fields | undefined,
  fields: Fields,
): TokenRequest['bodyForm'] {
  const type = request.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value.toLowerCase();
  if (type?.includes('json')) return 'json';
  // A form that a logger wrote as an object is no JSON that was sent.
  const isObject = request.body?.mimeType?.includes('json') ?? false;
  if (type?.includes('x-www-form-urlencoded')) return json && !isObject ? 'json' : 'form';
  if (text === '') return 'unseen';
  // A logger prints a parsed form as an object; without a content type the object proves nothing.
  if (json) return 'unseen';
  return fields.has('grant_type') ? 'form' : 'other';
}

function readField(value: string | undefined, kind: TokenKind, secrets: Secrets): TokenField | undefined {
  if (value === undefined) return undefined;
  if (value === '' || value === 'undefined' || value === 'null') return { form: 'placeholder', written: value };
  if (value === 'None') return { form: 'placeholder', written: 'null' };
  if (isMask(value)) return { form: 'masked' };
  secrets.learn(value, kind);
  return { form: 'token', token: secrets.see(value, kind) };
}
