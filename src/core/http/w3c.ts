import { type Instant, parseInstant } from '../text/instant';
import type { Span } from '../text/span';
import type { Exchange, Header } from './exchange';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';

interface Cell extends Span {
  readonly text: string;
}

/** W3C extended logs (IIS and others) and Zeek's: a line that names the columns, and rows. */
export const makeW3cReader: LineReaderMaker = (output) => {
  let columns: readonly string[] = [];
  let date = '';
  return {
    claims: ({ whole }) => DIRECTIVE.test(whole.text),
    read(line) {
      const { text } = line.whole;
      if (text.startsWith('#')) {
        const fields = /^#fields:?\s+(.*)$/i.exec(text);
        if (fields?.[1] !== undefined)
          columns = fields[1]
            .trim()
            .split(/\s+/)
            .map((name) => name.toLowerCase());
        date = /^#Date:\s+(\d{4}-\d\d-\d\d)/i.exec(text)?.[1] ?? date;
        return true;
      }
      if (columns.length === 0 || text.trim() === '') return columns.length > 0;
      const exchange = readRow(line, columns, date);
      output.exchange(exchange);
      return exchange !== undefined;
    },
    end: () => undefined,
  };
};

const DIRECTIVE =
  /^#(?:Fields:|fields\s|Software:|Version:|Date:|Start-Date:|GMT-Offset:|separator\s|set_separator\s|path\s|types\s)/;

function readRow(line: LogLine, columns: readonly string[], date: string): Exchange | undefined {
  const cells = readCells(line);
  const cell = (...names: string[]) => {
    for (const name of names) {
      const found = cells[columns.indexOf(name)];
      if (found && found.text !== '-' && found.text !== '') return found;
    }
    return undefined;
  };
  const status = cell('sc-status', 'status_code');
  const method = cell('cs-method', 'method');
  const target = cell('cs-uri-stem', 'cs-uri', 'uri');
  if (!status || !/^[1-5]\d\d$/.test(status.text)) return undefined;
  const host = cell('cs-host', 'cs(host)', 'host');
  const startedAt = readTime(cell('date', 'date-local'), cell('time', 'time-local', 'ts'), date);
  const query = cell('cs-uri-query');
  const adjacent = query && columns.indexOf('cs-uri-query') === columns.indexOf('cs-uri-stem') + 1 ? query : undefined;
  return {
    start: line.start,
    end: line.end,
    format: 'w3c',
    ...(startedAt && { startedAt }),
    ...(target &&
      /^(?:\/|https?:|[\w.-]+\/)/.test(target.text) && {
        request: {
          method: method?.text ?? '',
          url: `${host && target.text.startsWith('/') ? `http://${host.text}` : ''}${target.text}${query ? `?${query.text}` : ''}`,
          urlSpan: { start: target.start, end: adjacent ? adjacent.end : target.end },
          headers: readFields(columns, cells),
        },
      }),
    response: { status: Number(status.text), statusSpan: { start: status.start, end: status.end }, headers: [] },
    requestHeadersShown: columns.includes('cs(authorization)') ? 'some' : 'none',
  };
}

/** Cells stand between blanks or tabs; one in quotes may hold blanks. */
function readCells({ whole }: LogLine): Cell[] {
  const pattern = whole.text.includes('\t') ? /[^\t]+/g : /"[^"]*"|\S+/g;
  return Array.from(whole.text.matchAll(pattern), (match) => {
    const quoted = match[0].length > 1 && match[0].startsWith('"') && match[0].endsWith('"') ? 1 : 0;
    const from = match.index + quoted;
    const to = match.index + match[0].length - quoted;
    return { ...whole.span(from, to), text: whole.text.slice(from, to) };
  });
}

/** The standard says that times are UTC; IIS's `-local` columns and some writers do otherwise, so no zone counts as stated. */
function readTime(day: Cell | undefined, time: Cell | undefined, date: string): Instant | undefined {
  if (!time) return undefined;
  const instant =
    parseInstant(day || date ? `${day?.text ?? date} ${time.text}` : time.text) ?? parseInstant(time.text);
  return instant && { ...instant, start: day?.start ?? time.start, end: time.end };
}

/** `cs(Authorization)` is a field of the request. IIS writes a blank as `+`. */
function readFields(columns: readonly string[], cells: readonly Cell[]): Header[] {
  return columns.flatMap((column, index) => {
    const name = /^cs\(([\w-]+)\)$/.exec(column)?.[1];
    const cell = cells[index];
    if (!name || !cell || cell.text === '-') return [];
    const valueSpan = { start: cell.start, end: cell.end };
    return [{ ...valueSpan, name, value: cell.text.replace(/^(Bearer|Basic)\+/i, '$1 '), valueSpan }];
  });
}
