/** A place in a document: lines and UTF-16 units of the line count from zero, as in the editor. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A document as an editor holds it: every line without its terminator, and one terminator for all of them. */
export interface Lines {
  readonly lineCount: number;
  lineAt(line: number): string;
  readonly terminator: string;
}

/** Negative where `a` stands before `b`, 0 where they are the same place. */
export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

export function earlier(a: Position, b: Position): Position {
  return compare(a, b) <= 0 ? a : b;
}

export function later(a: Position, b: Position): Position {
  return compare(a, b) >= 0 ? a : b;
}

/** The place so many UTF-16 units further to the left, or the start of the document. */
export function before(lines: Lines, { line, character }: Position, units: number): Position {
  if (units <= character) return { line, character: character - units };
  const { length: terminator } = lines.terminator;
  let rest = units - character;
  for (let at = line - 1; at >= 0; at--) {
    const { length } = lines.lineAt(at);
    if (rest <= terminator) return { line: at, character: length };
    rest -= terminator;
    if (rest <= length) return { line: at, character: length - rest };
    rest -= length;
  }
  return { line: 0, character: 0 };
}

/** The place so many UTF-16 units further to the right, but no further than `last`. */
export function behind(lines: Lines, { line, character }: Position, units: number, last = endOf(lines)): Position {
  const { length: terminator } = lines.terminator;
  let rest = character + units;
  for (let at = line; at < last.line; at++) {
    const { length } = lines.lineAt(at);
    if (rest < length + terminator) return { line: at, character: Math.min(rest, length) };
    rest -= length + terminator;
  }
  return rest < last.character ? { line: last.line, character: rest } : last;
}

export function endOf(lines: Lines): Position {
  return endOfLine(lines, lines.lineCount - 1);
}

export function endOfLine(lines: Lines, line: number): Position {
  return { line, character: lines.lineAt(line).length };
}

/** How many UTF-16 units lie between two places. */
export function distance(lines: Lines, from: Position, to: Position): number {
  let units = to.character - from.character;
  for (let line = from.line; line < to.line; line++) units += lines.lineAt(line).length + lines.terminator.length;
  return units;
}

/** What stands between two places. */
export function textBetween(lines: Lines, from: Position, to: Position): string {
  if (from.line === to.line) return lines.lineAt(from.line).slice(from.character, to.character);
  const pieces = [lines.lineAt(from.line).slice(from.character)];
  for (let line = from.line + 1; line < to.line; line++) pieces.push(lines.lineAt(line));
  pieces.push(lines.lineAt(to.line).slice(0, to.character));
  return pieces.join(lines.terminator);
}

/** Where offsets of the text stand that begins at a place, asked for from the left to the right. */
export function placesFrom(lines: Lines, start: Position): (offset: number) => Position {
  let { line } = start;
  let lineStart = -start.character;
  let nextLine = lineStart + lines.lineAt(line).length + lines.terminator.length;
  return (offset) => {
    while (nextLine <= offset) {
      line++;
      lineStart = nextLine;
      nextLine += lines.lineAt(line).length + lines.terminator.length;
    }
    return { line, character: offset - lineStart };
  };
}
