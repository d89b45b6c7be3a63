/** Deeper than this, JSON stays on its line: the white space of a deep nesting would outgrow any text. */
const DEEPEST = 40;

/**
 * Lays JSON out over lines, two spaces a level. Numbers keep their digits and repeated names stay, which reading and
 * writing the value would lose. Everything outside printable ASCII is written as `\uXXXX`: nothing hides, turns the
 * reading direction or passes for another letter.
 *
 * @param json well-formed JSON.
 */
export function indentJson(json: string): string {
  let result = '';
  let depth = 0;
  const newLine = () => (depth < DEEPEST ? `\n${'  '.repeat(depth)}` : '');
  for (let at = 0; at < json.length; at++) {
    const character = json[at] ?? '';
    if (character === '"') {
      const end = stringEnd(json, at);
      result += ascii(json.slice(at, end));
      at = end - 1;
    } else if (character === '{' || character === '[') {
      const empty = emptyEnd(json, at);
      if (empty === undefined) {
        depth++;
        result += character + newLine();
      } else {
        result += character + json[empty];
        at = empty;
      }
    } else if (character === '}' || character === ']') {
      depth--;
      result += newLine() + character;
    } else if (character === ',') {
      result += character + newLine();
    } else if (character === ':') {
      result += ': ';
    } else if (!isSpace(character)) {
      result += character;
    }
  }
  return result;
}

/** A string as JSON of printable ASCII. */
export function asciiString(text: string): string {
  return ascii(JSON.stringify(text));
}

function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The offset behind the closing quote. */
function stringEnd(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === '\\') at++;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}

/** The offset of the closing bracket where nothing but white space stands before it. */
function emptyEnd(json: string, start: number): number | undefined {
  let at = start + 1;
  while (isSpace(json[at] ?? '')) at++;
  return json[at] === '}' || json[at] === ']' ? at : undefined;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}
