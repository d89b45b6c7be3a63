import type { Span } from '../text/span';

/** Decoded text that knows where each of its code units is written. */
export interface Located {
  readonly text: string;
  /** Where the code units `from` to `to` of `text` are written. */
  span(from: number, to: number): Span;
}

/** Text that stands in the source as it is, from `start` on. */
export function locate(text: string, start: number): Located {
  return { text, span: (from, to) => ({ start: start + from, end: start + to }) };
}

export function part(whole: Located, from: number, to = whole.text.length): Located {
  return { text: whole.text.slice(from, to), span: (start, end) => whole.span(from + start, from + end) };
}

/** Text put together from pieces: runs that stand as they are, escapes that became one character, joints. */
export class MappedText implements Located {
  private readonly pieces: string[] = [];
  private readonly decodedStarts: number[] = [];
  private readonly sources: Span[] = [];
  private length = 0;
  private joined: string | undefined;

  /** Adds what `source` decodes to. A piece as long as its source is taken to stand there as it is. */
  append(decoded: string, source: Span): this {
    if (decoded === '') return this;
    this.pieces.push(decoded);
    this.decodedStarts.push(this.length);
    this.sources.push(source);
    this.length += decoded.length;
    this.joined = undefined;
    return this;
  }

  appendLocated(piece: Located): this {
    return this.append(piece.text, piece.span(0, piece.text.length));
  }

  get text(): string {
    this.joined ??= this.pieces.join('');
    return this.joined;
  }

  span(from: number, to: number): Span {
    const start = this.place(from).start;
    return { start, end: to > from ? this.place(to - 1).end : start };
  }

  /** Where the one code unit at `at` is written. */
  private place(at: number): Span {
    let low = 0;
    let high = this.sources.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.decodedStarts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const source = this.sources[low] ?? { start: 0, end: 0 };
    const length = (this.pieces[low] ?? '').length;
    const inside = at - (this.decodedStarts[low] ?? 0);
    if (inside >= length) return { start: source.end, end: source.end };
    if (source.end - source.start !== length) return source;
    return { start: source.start + inside, end: source.start + inside + 1 };
  }
}
