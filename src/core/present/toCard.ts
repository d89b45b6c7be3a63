import type { Instant } from '../text/instant';
import { innermost } from '../token/read/assess';
import type { Assessment } from '../token/read/assessment';
import type { Decoded, DecodedJwe, DecodedJws } from '../token/read/decoded';
import { algorithmOf, isUnsecured } from '../token/read/header';
import { recognize } from '../token/read/knownTokens';
import { findTokenType } from '../token/read/tokenTypes';
import type { Card, CardFinding } from './card';
import { claimRows, headerRows } from './cardRows';
import { messageOf } from './message';
import { OPAQUE_KINDS } from './opaqueKinds';
import { scopesOf } from './scopeList';
import { sentenceNow, sentenceThen } from './stateSentence';
import { durationInWords } from './time';

export interface CardContext {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** The time of the log line or HAR entry the token stands in (`timeBeside`). */
  readonly beside?: Instant;
  /** The scopes written beside an opaque token (`scopesBeside`): it does not hold them itself. */
  readonly scope?: string;
}

/** Everything there is to show of a token, whole or broken, as data. */
export function toCard(decoded: Decoded, assessment: Assessment, context: CardContext): Card {
  const { state, lifetime } = assessment;
  const token = innermost(decoded);
  const claims = token.kind === 'jws' ? token.claims : undefined;
  const header = 'header' in decoded ? decoded.header : undefined;
  const then = context.beside && sentenceThen(lifetime, context.beside);
  const payloadText = token.kind === 'jws' ? token.payloadText : undefined;
  const signature = signatureOf(decoded);
  return {
    title: titleOf(decoded),
    state,
    sentence: sentenceNow(decoded, assessment, context.nowMs),
    ...(lifetime.issuedAtMs === undefined ? {} : { issuedAtMs: lifetime.issuedAtMs }),
    ...(lifetime.expiresAtMs === undefined ? {} : { expiresAtMs: lifetime.expiresAtMs }),
    ...(state === 'not-yet-valid' && lifetime.notBeforeMs !== undefined ? { validFromMs: lifetime.notBeforeMs } : {}),
    estimated: lifetime.estimated,
    ...(then === undefined ? {} : { then }),
    header: header ? headerRows(header, decoded.kind === 'jwe' ? 'jwe' : 'jws') : [],
    claims: claims ? claimRows(claims, context.nowMs) : [],
    ...(payloadText === undefined ? {} : { payloadText }),
    scopes: scopesOf(claims, context.scope),
    findings: assessment.findings.map(toCardFinding),
    ...(signature === undefined ? {} : { signature }),
    notes: notesOf(decoded, assessment),
  };
}

function toCardFinding(finding: Assessment['findings'][number]): CardFinding {
  return { code: finding.code, severity: finding.severity, message: messageOf(finding) };
}

function titleOf(decoded: Decoded): string {
  if (decoded.kind !== 'jws' && decoded.kind !== 'jwe') return OPAQUE_KINDS[decoded.kind].title;
  if (decoded.kind === 'jwe') return ['Encrypted token (JWE)', ...algorithmNames(decoded)].join(', ');
  const token = innermost(decoded);
  const claims = token.kind === 'jws' ? token.claims : undefined;
  const known = token.kind === 'jws' ? recognize(token.header, claims) : undefined;
  const type = findTokenType(decoded.header?.value.typ);
  const form = formOf(decoded);
  const name = known
    ? `${known.title} (${form})`
    : type && type !== findTokenType('JWT')
      ? `${form}, ${type.label}`
      : form;
  const issuer = claims?.value.iss;
  const issued = typeof issuer === 'string' && issuer !== '' ? [`issued by ${shorten(asciiOf(issuer))}`] : [];
  return [name, ...algorithmNames(decoded), ...issued].join(', ');
}

function formOf(token: DecodedJws): string {
  if (token.nested) return `signed token around another one (${token.nested.kind.toUpperCase()})`;
  switch (token.payload) {
    case 'claims':
      return 'JWT';
    case 'detached':
      return 'JWS, its payload is elsewhere';
    case 'content':
      return token.payloadText === undefined ? 'JWS, no JWT: it signs bytes' : 'JWS, no JWT: it signs text';
    default:
      return 'Broken JWT';
  }
}

function algorithmNames(token: DecodedJws | DecodedJwe): string[] {
  if (token.kind === 'jws' && isUnsecured(token.header)) return ['unsigned'];
  const names = token.kind === 'jwe' ? [token.header?.value.alg, token.header?.value.enc] : [token.header?.value.alg];
  return names.filter((name) => typeof name === 'string').map((name) => shorten(asciiOf(name)));
}

function signatureOf(decoded: Decoded): string | undefined {
  if (decoded.kind === 'jwe') return 'encrypted: only the header can be read without the key';
  if (decoded.kind !== 'jws') return undefined;
  if (decoded.form === 'unsecured') return 'unsigned';
  const family = algorithmOf(decoded.header, 'jws')?.family;
  return family === undefined ? 'not verified' : `not verified (${family})`;
}

function notesOf(decoded: Decoded, { lifetime, state }: Assessment): readonly string[] {
  const notes: string[] = [];
  if (lifetime.estimated) {
    notes.push('The times are an estimate, read from the text beside the token. Spotify may end it earlier.');
  }
  if (decoded.kind !== 'jws' && decoded.kind !== 'jwe') {
    if (state === 'unknown' && lifetime.seconds !== undefined) {
      notes.push(
        `It lives for ${durationInWords(lifetime.seconds)} from its issue, but no time of issue is written beside it.`,
      );
    } else if (state === 'unknown' && decoded.kind !== 'authorization-code') {
      notes.push('When it ends cannot be told: beside it there is no lifetime together with the time it was issued.');
    }
    return [...notes, ...OPAQUE_KINDS[decoded.kind].notes];
  }
  const token = innermost(decoded);
  if (token.kind !== 'jws')
    return [...notes, 'What is inside, and until when it is valid, only the holder of the key can read.'];
  if (token.payload === 'detached') notes.push('The signed content is sent beside the token (RFC 7515 appendix F).');
  const known = recognize(token.header, token.claims);
  return [...notes, ...(known ? [known.note] : []), ...(token.claims ? [NO_WEB_API_TOKEN] : [])];
}

const NO_WEB_API_TOKEN =
  'Access tokens of the Spotify Web API are not JWTs: if a call to it carries this one, it gets a 401.';

/** A title is one line: what a token says of itself must not break it or hide in it. */
function asciiOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

function shorten(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}
