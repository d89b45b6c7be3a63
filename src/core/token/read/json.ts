import type { JsonObject, JsonValue } from './decoded';

/** Arrays and objects nested deeper than this are kept as written (`raw`) and not read. */
export const MAX_JSON_DEPTH = 200;

/** A member of the outermost object. Offsets are those of the JSON text. */
export interface MemberReading {
  readonly name: string;
  readonly value: JsonValue;
  readonly raw: string;
  /** From the quote before the name up to the end of the value. */
  readonly start: number;
  readonly end: number;
}

export interface JsonReading {
  /** Where the text is an object: as much of it as could be read. A name that occurs twice has its last value. */
  readonly value?: JsonValue;
  /** Of the outermost object, in the order written, duplicates included; only those that are written to their end. */
  readonly members: readonly MemberReading[];
  /** The first thing that is wrong. `truncated`: the text ends before the value does. */
  readonly problem?: { readonly code: 'not-json' | 'truncated' | 'trailing-data'; readonly at: number };
  /** Where the first value stands that is nested too deep to be read. */
  readonly tooDeepAt?: number;
}

/**
 * Reads JSON (RFC 8259) strictly, but keeps what stands before the first fault. `JSON.parse` would lose all of it, and
 * with it duplicates, the digits of long numbers and every position.
 */
export function readJson(text: string): JsonReading {
  return new Reader(text).read();
}

/** An object without a prototype: `__proto__` is an ordinary name in it. */
export function emptyObject(): Record<string, JsonValue> {
  return Object.create(null) as Record<string, JsonValue>;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value reader returns where it set `problem`. */
const FAILED = Symbol('failed');
type Read<T> = T | typeof FAILED;

class Reader {
  private at = 0;
  private problem: { code: 'not-json' | 'truncated' | 'trailing-data'; at: number } | undefined;
  private tooDeepAt: number | undefined;
  private readonly members: MemberReading[] = [];
  private readonly root = emptyObject();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): JsonReading {
    this.skipSpace();
    const isObject = this.text[this.at] === '{';
    const value = this.readValue(0);
    if (value !== FAILED) {
      this.skipSpace();
      if (this.at < this.text.length) this.problem = { code: 'trailing-data', at: this.at };
    }
    const result = value === FAILED ? (isObject ? this.root : undefined) : value;
    return {
      ...(result === undefined ? {} : { value: result }),
      members: this.members,
      ...(this.problem ? { problem: this.problem } : {}),
      ...(this.tooDeepAt === undefined ? {} : { tooDeepAt: this.tooDeepAt }),
    };
  }

  private readValue(depth: number): Read<JsonValue> {
    const first = this.text[this.at];
    if (first === '"') return this.readString();
    if (first === '{' || first === '[') {
      if (depth >= MAX_JSON_DEPTH) return this.skipNested();
      return first === '{' ? this.readObject(depth) : this.readArray(depth);
    }
    const literal = this.readLiteral();
    return literal === undefined ? this.readNumber(depth) : literal;
  }

  private readObject(depth: number): Read<JsonValue> {
    const object = depth === 0 ? this.root : emptyObject();
    this.at++;
    this.skipSpace();
    if (this.take('}')) return object;
    for (;;) {
      const start = this.at;
      if (this.text[this.at] !== '"') return this.fail();
      const name = this.readString();
      if (name === FAILED) return FAILED;
      this.skipSpace();
      if (!this.take(':')) return this.fail();
      this.skipSpace();
      const valueStart = this.at;
      const value = this.readValue(depth + 1);
      if (value === FAILED) return FAILED;
      object[name] = value;
      if (depth === 0) {
        this.members.push({ name, value, raw: this.text.slice(valueStart, this.at), start, end: this.at });
      }
      this.skipSpace();
      if (this.take('}')) return object;
      if (!this.take(',')) return this.fail();
      this.skipSpace();
    }
  }

  private readArray(depth: number): Read<JsonValue> {
    const array: JsonValue[] = [];
    this.at++;
    this.skipSpace();
    if (this.take(']')) return array;
    for (;;) {
      const value = this.readValue(depth + 1);
      if (value === FAILED) return FAILED;
      array.push(value);
      this.skipSpace();
      if (this.take(']')) return array;
      if (!this.take(',')) return this.fail();
      this.skipSpace();
    }
  }

  private readString(): Read<string> {
    let result = '';
    let from = ++this.at;
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) return result + this.text.slice(from, this.at++);
      if (code < 0x20) return this.fail();
      if (code !== BACKSLASH) continue;
      result += this.text.slice(from, this.at);
      const escaped = this.readEscape();
      if (escaped === FAILED) return FAILED;
      result += escaped;
      from = this.at + 1;
    }
    return this.fail();
  }

  /** Leaves `at` on the last character of the escape. */
  private readEscape(): Read<string> {
    const letter = this.text[++this.at];
    if (letter !== 'u') {
      const plain = letter === undefined ? undefined : ESCAPES.get(letter);
      return plain ?? this.fail();
    }
    for (let digit = 1; digit <= 4; digit++) {
      if (!HEX_DIGIT.test(this.text[this.at + digit] ?? '')) {
        this.at += digit;
        return this.fail();
      }
    }
    const unit = Number.parseInt(this.text.slice(this.at + 1, this.at + 5), 16);
    this.at += 4;
    return String.fromCharCode(unit);
  }

  private readLiteral(): Read<JsonValue> | undefined {
    for (const [word, value] of LITERALS) {
      if (this.text[this.at] !== word[0]) continue;
      for (let index = 1; index < word.length; index++) {
        if (this.text[this.at + index] === word[index]) continue;
        this.at += index;
        return this.fail();
      }
      this.at += word.length;
      return value;
    }
    return undefined;
  }

  private readNumber(depth: number): Read<number> {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) return this.fail();
    this.at += match[0].length;
    const end = this.at;
    while (NUMBER_CHARACTERS.has(this.text.charCodeAt(this.at))) this.at++;
    // Where the text was cut off more digits may have followed; elsewhere `01` and `1.` are no numbers.
    if (this.at > end || (depth > 0 && end === this.text.length)) {
      if (this.at < this.text.length) this.at = end;
      return this.fail();
    }
    return Number(match[0]);
  }

  /** Over a value of any depth without recursion. Only brackets and strings are looked at. */
  private skipNested(): Read<null> {
    this.tooDeepAt ??= this.at;
    for (let open = 0; this.at < this.text.length; this.at++) {
      const char = this.text[this.at];
      if (char === '"') {
        if (this.readString() === FAILED) return FAILED;
        this.at--;
      } else if (char === '{' || char === '[') open++;
      else if ((char === '}' || char === ']') && --open === 0) {
        this.at++;
        return null;
      }
    }
    return this.fail();
  }

  private skipSpace(): void {
    while (SPACE.has(this.text.charCodeAt(this.at))) this.at++;
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private fail(): typeof FAILED {
    this.problem ??= { code: this.at >= this.text.length ? 'truncated' : 'not-json', at: this.at };
    return FAILED;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const HEX_DIGIT = /^[0-9A-Fa-f]$/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_CHARACTERS: ReadonlySet<number> = new Set([...'0123456789+-.eE'].map((char) => char.charCodeAt(0)));
const LITERALS: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
