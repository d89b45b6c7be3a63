import { readLog } from '../http/readLog';
import { applyEdits, type Edit } from '../text/edit';
import { decodeBase64url } from '../token/read/base64url';
import { Aliases, type SecretCount } from './alias';
import { collectSecrets } from './collectSecrets';
import { FragmentFinder } from './fragments';
import { hexDumpsIn } from './hexDump';
import { SecretBook } from './secretBook';
import { base64, encodedForms, plainForms, type SecretForm } from './secretForms';

export interface Redaction {
  readonly text: string;
  /** In the order in which they were first replaced. */
  readonly replaced: readonly SecretCount[];
}

/**
 * The text without its secrets: each is replaced, wherever and however it stands, by an alias that is the same for the
 * same secret. A text without secrets comes back as it is, and a redacted text does not change again.
 */
export function redact(text: string): Redaction {
  const book = new SecretBook();
  collectSecrets(text, book);
  collectFromExchanges(text, book);
  const packed = packedTexts(text);
  for (const { decoded } of packed) collectSecrets(decoded, book);
  for (const dump of hexDumpsIn(text)) collectSecrets(dump.text, book);
  return replaceSecrets(text, book, packed);
}

function replaceSecrets(text: string, book: SecretBook, packed: readonly PackedText[]): Redaction {
  if (book.secrets.length === 0) return { text, replaced: [] };
  const finder = new FragmentFinder(formsWithin(book));
  const aliases = new Aliases();
  const edits: Edit[] = [];
  const cover = (edit: Edit): void => {
    edits.push(edit);
  };
  for (const dump of hexDumpsIn(text)) {
    for (const fragment of finder.find(dump.text)) {
      aliases.count(fragment.secret);
      dump.cover(fragment).forEach(cover);
    }
  }
  for (const { start, end, decoded } of packed) {
    const fragments = finder.find(decoded);
    if (fragments.length === 0 || book.has(text.slice(start, end))) continue;
    const inner = fragments.map((fragment) => ({ ...fragment, newText: aliases.count(fragment.secret) }));
    cover({ start, end, newText: base64(new TextEncoder().encode(applyEdits(decoded, inner))) });
  }
  const before = [...edits].sort((a, b) => a.start - b.start);
  let at = 0;
  for (const { start, end, secret } of finder.find(text)) {
    while (at < before.length && (before[at]?.end ?? 0) <= start) at++;
    const taken = before[at];
    if (taken && taken.start < end) continue;
    cover({ start, end, newText: aliases.count(secret) });
  }
  return { text: applyEdits(text, edits), replaced: aliases.counts() };
}

/** Encoded forms cost ten times the memory of plain ones: they are looked for as long as the secrets are few. */
function formsWithin(book: SecretBook): readonly SecretForm[] {
  const { secrets } = book;
  const plain = secrets.flatMap(plainForms);
  return secrets.length > MOST_ENCODED ? plain : [...plain, ...secrets.flatMap(encodedForms)];
}

const MOST_ENCODED = 300;

/** What readers see and a plain look at the text does not: bodies in base64, headers broken over lines. */
function collectFromExchanges(text: string, book: SecretBook): void {
  for (const { request, response } of readLog(text).exchanges) {
    for (const { name, value } of [...(request?.headers ?? []), ...(response?.headers ?? [])]) {
      if (CARRIERS.has(name.toLowerCase())) collectSecrets(`${name}: ${value}`, book);
    }
    for (const body of [request?.body, response?.body]) {
      if (body && body.text !== text.slice(body.start, body.end)) collectSecrets(body.text, book);
    }
  }
}

const CARRIERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'client-token',
  'x-client-token',
  'x-api-key',
  'location',
  'referer',
]);

interface PackedText {
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

/** Texts in base64 that hold text: bodies of a HAR. A token is base64 of noise and does not count. */
function packedTexts(text: string): readonly PackedText[] {
  const packed: PackedText[] = [];
  // A flat run, measured afterwards: asking for 48 in the pattern would read short runs again and again.
  for (const match of text.matchAll(/[A-Za-z0-9+/]+={0,2}/g)) {
    const { length } = match[0];
    if (length < SHORTEST_PACKED || length % 4 !== 0 || length > LONGEST_PACKED) continue;
    const { bytes, complete } = decodeBase64url(match[0]);
    if (!complete) continue;
    const decoded = strictText(bytes);
    if (decoded !== undefined && base64(bytes) === match[0]) {
      packed.push({ start: match.index, end: match.index + length, decoded });
    }
  }
  return packed;
}

const SHORTEST_PACKED = 48;
const LONGEST_PACKED = 4_000_000;

function strictText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[\x00-\x08\x0e-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
