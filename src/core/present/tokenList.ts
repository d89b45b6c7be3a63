import type { FilePlace, FileToken } from '../token/keep/fileTokens';
import type { FileSearched } from '../token/keep/searchFile';
import type { Lifetime, TokenState } from '../token/read/assessment';
import { counted, grouped, sizeText } from './quantity';
import { formatUtc } from './time';

/** A page of plain text, and where on it places of the file are named. */
export interface TokenList {
  readonly text: string;
  readonly links: readonly PlaceLink[];
}

/** `line` counts from zero; `start` and `end` are UTF-16 units of it. */
export interface PlaceLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly place: FilePlace;
}

export interface ListedFile {
  readonly name: string;
  readonly found: FileSearched;
  readonly stopped: boolean;
  readonly changed: boolean;
}

/**
 * The tokens of a file, a line each, for a person to read.
 *
 * @param nowMs when it was searched: states are those of that moment. Milliseconds since the epoch.
 */
export function tokenList(file: ListedFile, nowMs: number): TokenList {
  const headings = new Row().write('first place').fillTo(KIND).write('kind').fillTo(FINGERPRINT).write('fingerprint');
  headings.fillTo(STATE).write('state').fillTo(PLACES).write('places');
  const lines = [...headOf(file, nowMs), '', headings.text];
  const links: PlaceLink[] = [];
  for (const token of file.found.tokens) {
    const row = new Row()
      .place(token.first[0] ?? token.last)
      .fillTo(KIND)
      .write(token.kind);
    row.fillTo(FINGERPRINT).write(token.fingerprint).fillTo(STATE).write(stateText(token)).fillTo(PLACES);
    writePlaces(row, token);
    links.push(...row.links.map((link) => ({ ...link, line: lines.length })));
    lines.push(row.text);
  }
  return { text: `${lines.join('\n')}\n`, links };
}

/** What is to be known of the search as a whole: also for a message, where nothing was found. */
export function searchSentences({ name, found, stopped, changed }: ListedFile): readonly string[] {
  const { tokens, places, unlistedPlaces, read, size } = found;
  const extent = stopped ? `the first ${sizeText(read)} of ${name}` : `${name} (${sizeText(read)})`;
  const isCut = !stopped && read < size;
  return [
    places === 0
      ? `There is no token in ${extent}.`
      : `${counted(tokens.length, 'token')} in ${counted(places - unlistedPlaces, 'place')} of ${extent}.`,
    ...(unlistedPlaces > 0
      ? [`${counted(unlistedPlaces, 'more place')} of other tokens not listed: the list has an end.`]
      : []),
    ...(stopped ? [`You stopped the search: what stands behind that was not read (${sizeText(size)} in all).`] : []),
    ...(changed || isCut
      ? ['The file was changed while it was read. Where a place does not fit, search it again.']
      : []),
  ];
}

function headOf(file: ListedFile, nowMs: number): readonly string[] {
  return [
    ...searchSentences(file),
    `States are those of ${formatUtc(nowMs)}. A fingerprint tells tokens apart; no token is written here.`,
    'Ctrl+click (Cmd+click on macOS) a place to go there, or put the cursor on it and run Open Link.',
  ];
}

/** Where columns begin. */
const [KIND, FINGERPRINT, STATE, PLACES] = [14, 34, 48, 96];

function writePlaces(row: Row, { first, last, places }: FileToken): void {
  row.write(grouped(places));
  if (places === 1) return;
  row.write(': also');
  for (const place of first.slice(1)) row.write(' ').place(place);
  if (places > first.length) row.write(places > first.length + 1 ? ' … ' : ' ').place(last);
}

class Row {
  text = '';
  readonly links: Omit<PlaceLink, 'line'>[] = [];

  write(text: string): this {
    this.text += text;
    return this;
  }

  /** As an editor shows it: counted from one. */
  place(place: FilePlace): this {
    const start = this.text.length;
    this.write(`${place.line + 1}:${place.character + 1}`);
    this.links.push({ start, end: this.text.length, place });
    return this;
  }

  /** At least two blanks, whatever stands there already. */
  fillTo(column: number): this {
    this.text = `${this.text}  `.padEnd(column);
    return this;
  }
}

function stateText({ state, lifetime }: FileToken): string {
  const text = STATES[state](lifetime);
  return lifetime.estimated && lifetime.expiresAtMs !== undefined ? `probably ${text}` : text;
}

const STATES: Readonly<Record<TokenState, (lifetime: Lifetime) => string>> = {
  valid: ({ expiresAtMs }) => `valid until ${timeText(expiresAtMs)}`,
  expiring: ({ expiresAtMs }) => `expires soon, at ${timeText(expiresAtMs)}`,
  expired: ({ expiresAtMs }) => `expired at ${timeText(expiresAtMs)}`,
  'not-yet-valid': ({ notBeforeMs }) => `not valid before ${timeText(notBeforeMs)}`,
  'no-expiry': () => 'never expires by itself',
  unknown: () => 'lifetime unknown',
  undecodable: () => 'broken',
};

function timeText(epochMs: number | undefined): string {
  return epochMs === undefined ? 'a time that is not known' : formatUtc(epochMs);
}
