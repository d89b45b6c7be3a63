/** A longer line is cut here, so that memory stays bounded. In UTF-16 units. */
const LONGEST_LINE = 1 << 26;

/** Cuts a text that comes in pieces into lines, each looked at once however small the pieces are. */
export class LineSplitter {
  private carried = '';
  private start: number;
  private offset: number;
  private readonly found: (line: string, start: number) => void;
  private readonly tooLong: (start: number, end: number) => void;
  /** The piece before ended in `\r`, which may be the first half of a `\r\n`. */
  private afterReturn = false;

  /** @param offset where the first piece starts in the text */
  constructor(
    offset: number,
    found: (line: string, start: number) => void,
    tooLong: (start: number, end: number) => void,
  ) {
    this.start = offset;
    this.offset = offset;
    this.found = found;
    this.tooLong = tooLong;
  }

  push(piece: string): void {
    let from = 0;
    if (this.afterReturn && piece !== '') {
      if (piece.startsWith('\n')) from = 1;
      this.release('', this.offset + from);
      this.afterReturn = false;
    }
    LINE_END.lastIndex = from;
    for (let end = LINE_END.exec(piece); end; end = LINE_END.exec(piece)) {
      const next = end.index + end[0].length;
      this.release(piece.slice(from, end.index), this.offset + next);
      from = next;
    }
    this.afterReturn ||= piece.length > from && piece.endsWith('\r');
    this.keep(piece.slice(from, this.afterReturn ? piece.length - 1 : piece.length));
    this.offset += piece.length;
  }

  end(): void {
    if (this.carried !== '' || this.afterReturn) this.release('', this.offset);
  }

  private release(last: string, next: number): void {
    this.keep(last);
    if (this.carried.length >= LONGEST_LINE) this.tooLong(this.start, next);
    this.found(this.carried, this.start);
    this.carried = '';
    this.start = next;
  }

  private keep(piece: string): void {
    if (this.carried.length < LONGEST_LINE) this.carried += piece.slice(0, LONGEST_LINE - this.carried.length);
  }
}

const LINE_END = /\n|\r\n|\r(?=[^\n])/g;
