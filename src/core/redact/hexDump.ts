import type { Edit } from '../text/edit';
import { linesOf } from '../text/lines';
import type { Span } from '../text/span';

/** The bytes of consecutive lines of a hex dump as text (one character a byte), and where each byte is written. */
export interface HexDump {
  readonly text: string;
  /** The edits that cover a range of `text`, in the hexadecimal and in the readable column. */
  cover(span: Span): readonly Edit[];
}

/** `curl --trace`: an offset, up to sixteen bytes in hexadecimal, the same bytes readable. */
const DUMP_LINE = /^(?:[0-9a-f]{4,8}): ((?:[0-9a-f]{2} ){1,16})( *)(.{0,16})$/;

export function hexDumpsIn(text: string): readonly HexDump[] {
  if (!/^[0-9a-f]{4,8}: [0-9a-f]{2} /m.test(text)) return [];
  const dumps: HexDump[] = [];
  let rows: Row[] = [];
  const close = (): void => {
    if (rows.length > 0) dumps.push(makeDump(rows));
    rows = [];
  };
  for (const line of linesOf(text)) {
    const written = text.slice(line.start, Math.min(line.end, line.start + 200));
    const match = DUMP_LINE.exec(written);
    if (!match) {
      close();
      continue;
    }
    const [, hex = '', , readable = ''] = match;
    rows.push({
      bytes: hex
        .trim()
        .split(' ')
        .map((pair) => Number.parseInt(pair, 16)),
      hexAt: line.start + written.indexOf(': ') + 2,
      readableAt: line.end - readable.length,
      readableLength: readable.length,
    });
  }
  close();
  return dumps;
}

interface Row {
  readonly bytes: readonly number[];
  readonly hexAt: number;
  readonly readableAt: number;
  readonly readableLength: number;
}

function makeDump(rows: readonly Row[]): HexDump {
  const places = rows.flatMap((row) => row.bytes.map((_byte, column) => ({ row, column })));
  const text = rows.map(({ bytes }) => bytes.map((byte) => String.fromCharCode(byte)).join('')).join('');
  return {
    text,
    cover: ({ start, end }) =>
      places
        .slice(start, end)
        .flatMap(({ row, column }) => [
          { start: row.hexAt + column * 3, end: row.hexAt + column * 3 + 2, newText: '**' },
          ...(column < row.readableLength
            ? [{ start: row.readableAt + column, end: row.readableAt + column + 1, newText: '*' }]
            : []),
        ]),
  };
}
