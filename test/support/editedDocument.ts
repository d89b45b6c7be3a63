import type { LinesChange } from '../../src/core/text/linesChange';
import { compare, endOf, type Lines, type Position, type Range } from '../../src/core/text/position';

/**
 * A document as VS Code keeps it for extensions: its lines, one terminator for all, and the whole text only once
 * somebody asks for it after a change (`src/vs/editor/common/model/mirrorTextModel.ts`).
 */
export class EditedDocument implements Lines {
  readonly terminator: '\n' | '\r\n';
  readonly #lines: string[];
  #text: string | undefined;

  constructor(text: string, terminator: '\n' | '\r\n' = '\n') {
    this.terminator = terminator;
    this.#lines = splitLines(text);
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  lineAt(line: number): string {
    const text = this.#lines[line];
    if (text === undefined) throw new RangeError(`There is no line ${line}.`);
    return text;
  }

  getText(): string {
    this.#text ??= this.#lines.join(this.terminator);
    return this.#text;
  }

  /** What was asked for, brought into the document, and made. */
  change(range: Range, text: string): LinesChange {
    const [a, b] = [this.#inside(range.start), this.#inside(range.end)];
    const [start, end] = compare(a, b) <= 0 ? [a, b] : [b, a];
    const [first = '', ...rest] = splitLines(text);
    const head = this.lineAt(start.line).substring(0, start.character);
    const tail = this.lineAt(end.line).substring(end.character);
    const added = rest.length === 0 ? [head + first + tail] : [head + first, ...rest];
    if (rest.length > 0) added[added.length - 1] += tail;
    this.#replaceLines(start.line, end.line + 1 - start.line, added);
    this.#text = undefined;
    return { range: { start, end }, text };
  }

  #replaceLines(at: number, removed: number, added: readonly string[]): void {
    if (removed === added.length) for (const [index, line] of added.entries()) this.#lines[at + index] = line;
    else this.#lines.splice(at, removed, ...added);
  }

  #inside({ line, character }: Position): Position {
    if (line >= this.lineCount) return endOf(this);
    return { line, character: Math.min(character, this.lineAt(line).length) };
  }
}

function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
