/** Fields of a query, a form or a JSON object, first value of each name. A map: names are user text. */
export type Fields = ReadonlyMap<string, string>;

/** `application/x-www-form-urlencoded`, as RFC 6749 appendix B has it; a broken escape stays as it is written. */
export function formFields(text: string): Fields {
  const fields = new Map<string, string>();
  for (const pair of text.split('&', MOST_FIELDS)) {
    const equals = pair.indexOf('=');
    const name = decodeComponent(equals < 0 ? pair : pair.slice(0, equals)).trim();
    if (name !== '' && !fields.has(name)) fields.set(name, equals < 0 ? '' : decodeComponent(pair.slice(equals + 1)));
  }
  return fields;
}

/** The top-level members of a JSON object that are not objects themselves; undefined where the text is no JSON object. */
export function jsonFields(text: string): Fields | undefined {
  const value = parseObject(text);
  if (value === undefined) return undefined;
  const fields = new Map<string, string>();
  for (const [name, member] of Object.entries(value)) {
    if (member === null || typeof member !== 'object') fields.set(name, String(member));
  }
  return fields;
}

/** The JSON object that the text is, or the first one in its first line of JSON. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || trimmed.length > LONGEST_JSON) return undefined;
  try {
    const value: unknown = JSON.parse(trimmed);
    return isRecord(value) ? value : undefined;
  } catch {
    // Text after the object (a shell prompt, the next log line) is common in logs that mix streams.
    return parsePrefix(trimmed);
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const MOST_FIELDS = 200;
const LONGEST_JSON = 1_000_000;

function parsePrefix(text: string): Readonly<Record<string, unknown>> | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) {
      if (at + 1 === text.length) return undefined;
      return parseObject(text.slice(0, at + 1));
    }
  }
  return undefined;
}
