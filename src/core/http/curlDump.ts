import { type Located, MappedText, part } from './located';

/**
 * The rows of one block of `--trace-ascii` (64 columns of text) or `--trace` (16 bytes in hexadecimal, and a column for the
 * eye that is not read). A text row does not print line ends, but they count in the offsets: where the next row lies two
 * bytes further than the row is long, a CRLF stood between them; where it does not, the row was only wrapped.
 */
export class CurlDump {
  static readonly ROW = /^([0-9a-f]{4,8}): ?(.*)$/;

  readonly content = new MappedText();
  /** Where the last row ends in the source. */
  end: number | undefined;
  private readonly length: number;
  private written = 0;

  /** @param length how many bytes the block says it has */
  constructor(length: number) {
    this.length = length;
  }

  add(row: Located): boolean {
    const match = CurlDump.ROW.exec(row.text);
    if (!match?.[1]) return false;
    const content = match[2] ?? '';
    const at = row.text.length - content.length;
    const { end } = row.span(0, row.text.length);
    this.addLineEnd(Number.parseInt(match[1], 16));
    const bytes = hexadecimal(content);
    if (bytes) {
      for (let index = 0; index < bytes.length; index++) {
        const from = at + index * 3;
        this.content.append(String.fromCharCode(bytes[index] ?? 0), row.span(from, from + 2));
      }
      this.written += bytes.length;
    } else {
      this.content.appendLocated(part(row, at));
      this.written += content.length;
    }
    this.end = end;
    if (this.length - this.written === 2 || this.length - this.written === 1) this.addLineEnd(this.length);
    return true;
  }

  *lines(): Generator<Located> {
    const { text } = this.content;
    for (let at = 0; at < text.length; ) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      yield part(this.content, at, text.charAt(end - 1) === '\r' ? end - 1 : end);
      at = end + 1;
    }
  }

  private addLineEnd(at: number): void {
    const missing = at - this.written;
    const place = { start: this.end ?? 0, end: this.end ?? 0 };
    if (missing === 1 || missing === 2) this.content.append(missing === 2 ? '\r\n' : '\n', place);
    this.written = at;
  }
}

function hexadecimal(content: string): readonly number[] | undefined {
  const pairs = /^[0-9a-f]{2}(?: [0-9a-f]{2}){0,15}(?= )/.exec(content)?.[0];
  if (pairs === undefined) return undefined;
  const bytes = pairs.split(' ').map((pair) => Number.parseInt(pair, 16));
  return content.length === 48 + bytes.length ? bytes : undefined;
}
