import type { Card, CardRow } from '../core/present/card';
import { inline, table } from './markdown';
import { formatLocal, formatMoment } from './moment';

/** What a hover may weigh, in characters of Markdown. */
export const MOST_MARKDOWN = 20_000;

/**
 * A card as Markdown that is safe untrusted: every text is escaped, whatever it came from.
 *
 * @param image Markdown of the countdown, made by us; empty where there is none.
 */
export function cardMarkdown(card: Card, image: string): string {
  const state = image === '' ? inline(card.sentence) : image;
  const start = [`**${inline(card.title || 'Token')}**`, state, ...summary(card)].filter((part) => part !== '');
  const end = [...findings(card), ...notes(card)];
  let room = MOST_MARKDOWN - [...start, ...end].reduce((sum, part) => sum + part.length + 2, 0);
  const tables: string[] = [];
  for (const [title, rows] of [
    ['Claim', card.claims],
    ['Header', card.header],
  ] as const) {
    const text = rowsTable(title, rows, room);
    if (text === '') continue;
    tables.push(text);
    room -= text.length;
  }
  const scopes = scopeTable(card, room);
  return [...start, ...tables, ...(scopes ? [scopes] : []), ...end].join('\n\n');
}

/** One paragraph, a line for each: a hover is low, and the claims should be seen without scrolling. */
function summary(card: Card): readonly string[] {
  const lines = [
    card.issuedAtMs === undefined ? '' : `Issued ${inline(formatMoment(card.issuedAtMs))}`,
    card.expiresAtMs === undefined ? '' : `Expires ${inline(formatMoment(card.expiresAtMs))}`,
    card.then === undefined ? '' : `When this was logged: ${inline(card.then)}`,
    card.payloadText === undefined ? '' : `Payload: ${inline(card.payloadText)}`,
    card.signature === undefined ? '' : `Signature: ${inline(card.signature)}`,
  ];
  return [lines.filter((line) => line !== '').join('  \n')];
}

/** As many rows as there is room for; the rest is counted. */
function rowsTable(title: string, rows: readonly CardRow[], room: number): string {
  if (rows.length === 0) return '';
  const lines: string[][] = [];
  let left = room - 200;
  for (const row of rows) {
    const cells = [nameCell(row), inline(row.value), meaningCell(row)];
    left -= cells.join(' | ').length + 6;
    if (left < 0) break;
    lines.push(cells);
  }
  const missing = rows.length - lines.length;
  if (missing > 0) lines.push(['…', `${missing} more`, 'decode in a document to see them']);
  return table([title, 'Value', 'Meaning'], lines);
}

function nameCell(row: CardRow): string {
  return inline(row.name, 80);
}

/** Explanations give times in UTC; the user's own clock is told beside it where it shows another time. */
function meaningCell(row: CardRow): string {
  const local = row.epochMs === undefined ? undefined : formatLocal(row.epochMs);
  return [row.label, row.explanation, local && `here ${local}`]
    .filter((part) => part !== undefined)
    .map((part) => inline(part))
    .join(' · ');
}

function scopeTable(card: Card, room: number): string {
  const rows = card.scopes.map(({ name, meaning }) => [inline(name, 80), inline(meaning)]);
  const text = rows.length === 0 ? '' : table(['Scope', 'Allows'], rows);
  return text.length > room ? '' : text;
}

const SEVERITY_WORDS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function findings(card: Card): readonly string[] {
  const lines = card.findings
    .slice(0, 12)
    .map(({ severity, message }) => `- **${SEVERITY_WORDS[severity]}:** ${inline(message)}`);
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function notes(card: Card): readonly string[] {
  return card.notes.map((note) => inline(note));
}
