import type { Span } from '../../text/span';
import { type Enclosure, type Excerpt, enclosingObjects, ownText } from './enclosing';

/**
 * How far from a token its lifetime is looked for, in UTF-16 units to either side. The answer of a token endpoint is
 * shorter, the longest token included; and a file full of tokens must stay quick to read.
 */
export const FIELD_REACH = 4096;

/** A name with a value: `"expires_in": 3600`, `expires_in=3600`, `'expires_in': '3600'`, `EXPIRES_IN=3600`. */
export interface Field extends Span {
  /** In lower case without `_` and `-`: `expiresin`. */
  readonly name: string;
  readonly value: string;
}

/**
 * The fields that belong to a token, nearest first: those of the object it stands in, of the objects around that, of the
 * query or form it stands in, else those of its line and of the assignments directly around it.
 */
export function fieldsBeside(text: string, place: Span): readonly Field[] {
  const objects = enclosingObjects(text, place, FIELD_REACH);
  const query = queryAround(text, place);
  if (objects.length === 0 && !query) return around(text, assignmentsAround(text, place), place).flatMap(fieldsIn);
  const own = objects.flatMap((object) => fieldsOf(text, object, place));
  return [...(query ? around(text, query, place).flatMap(fieldsIn) : []), ...own];
}

/** The fields of an object around `place` itself, without those of objects inside it. */
export function fieldsOf(text: string, object: Enclosure, place: Span): readonly Field[] {
  return ownText(text, object, place).flatMap(fieldsIn);
}

/** What stands before and behind the token: the token itself is long and holds nothing to find. */
function around(text: string, { start, end }: Span, place: Span): Excerpt[] {
  return [
    { text: text.slice(start, place.start), at: start },
    { text: text.slice(place.end, end), at: place.end },
  ];
}

/**
 * Every part is bounded, and a name is tried only where a word begins, so a long run of word characters costs nothing. The
 * value is only looked at, so that a name that stands in it is found as well.
 */
const FIELD =
  /(?:(?<![\w@-])|(?<=%[0-9A-Fa-f]{2}))([A-Za-z_@][\w@-]{1,59})\\{0,31}["']?[ \t]{0,8}(?::|=>?|%3[Dd])\s{0,8}\\{0,31}["']?(?=([\w:.,+/-][\w:.,+/ -]{0,39}))/g;

function fieldsIn({ text, at }: Excerpt): Field[] {
  const fields: Field[] = [];
  for (const match of text.matchAll(FIELD)) {
    const [whole, name, seen] = match;
    if (name === undefined || seen === undefined) continue;
    const value = seen.replace(/[ ,]+$/, '');
    const start = at + match.index;
    fields.push({
      name: name.toLowerCase().replace(/[_-]/g, ''),
      value,
      start,
      end: start + whole.length + value.length,
    });
  }
  return fields;
}

/** The query, fragment or form body that the token is a value of: a run without blanks and quotes that holds a `&`. */
function queryAround(text: string, place: Span): Span | undefined {
  const from = Math.max(0, place.start - FIELD_REACH);
  const to = Math.min(text.length, place.end + FIELD_REACH);
  if (text[place.start - 1] !== '=' && !text.startsWith('%3D', place.start - 3)) return undefined;
  let start = place.start;
  while (start > from && !BREAKS_QUERY.test(text.charAt(start - 1))) start--;
  let end = place.end;
  while (end < to && !BREAKS_QUERY.test(text.charAt(end))) end++;
  return text.slice(start, end).includes('&') ? { start, end } : undefined;
}

const BREAKS_QUERY = /[\s"'`<>{}\\?#]/;

/** The line of the token, and the lines around it as long as they are assignments: a `.env` file, YAML, headers. */
function assignmentsAround(text: string, place: Span): Span {
  const from = Math.max(0, place.start - FIELD_REACH);
  const to = Math.min(text.length, place.end + FIELD_REACH);
  let start = Math.max(from, text.lastIndexOf('\n', place.start - 1) + 1);
  let end = lineEnd(text, place.end, to);
  if (!ASSIGNMENT.test(text.slice(start, place.start))) return { start, end };
  while (start > from) {
    const previous = Math.max(from, text.slice(from, start - 1).lastIndexOf('\n') + 1 + from);
    if (!ASSIGNMENT.test(text.slice(previous, start))) break;
    start = previous;
  }
  while (end < to) {
    const next = lineEnd(text, end + 1, to);
    if (!ASSIGNMENT.test(text.slice(end + 1, next))) break;
    end = next;
  }
  return { start, end };
}

const ASSIGNMENT = /^[ \t]{0,16}(?:export |set |- )?["']?[A-Za-z_][\w.-]{0,59}["']?[ \t]{0,4}[:=]/;

function lineEnd(text: string, at: number, limit: number): number {
  const newline = text.slice(at, limit).indexOf('\n');
  return newline < 0 ? limit : at + newline;
}
