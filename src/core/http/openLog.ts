import { detach } from './detach';
import type { DocumentReader } from './documentReader';
import { sniffDocument } from './documents';
import type { Exchange, LogFormat, LogProblem, LogReading } from './exchange';
import { JsonSplitter } from './jsonSplitter';
import { readLine } from './line';
import { makeLineDispatcher } from './lineDispatcher';
import type { Output } from './lineReader';
import { LineSplitter } from './lineSplitter';

/** A log that is read while it comes in. */
export interface OpenLog {
  /** Takes the next piece of the text; hands out the exchanges that are complete by now. Their offsets count from the start. */
  push(chunk: string): Exchange[];
  /**
   * Where the lines of the log begin: 0, or behind the JSON document that it begins with. Infinite while that goes on, and
   * not known before enough of the text was seen.
   */
  readonly linesFrom: number | undefined;
  /** The text is over. Holds the exchanges that were still open, and everything about the log as a whole. */
  end(): LogReading;
}

/** So much of the text is looked at before it is decided whether it is one JSON document. In UTF-16 units. */
const HEAD = 1 << 16;

/**
 * Reads a log in pieces, however they are cut, and keeps only what is open. The exchanges hold on to none of the text: see
 * `detach` for how much of a body stays.
 *
 * @param options.name the file's name; it decides only where the content does not
 */
export function openLog(options: { readonly name?: string } = {}): OpenLog {
  return new LogMachine(options.name, detach);
}

/** `readLog` is the same machine with one piece. */
export class LogMachine implements OpenLog {
  private readonly formats = new Set<LogFormat>();
  private readonly problems: LogProblem[] = [];
  private ready: Exchange[] = [];
  private readonly output: Output = {
    exchange: (exchange) => {
      if (!exchange) return;
      this.formats.add(exchange.format);
      this.ready.push(this.finished(withStart(exchange)));
    },
    problem: (problem) => this.problems.push(problem),
    saw: (format) => this.formats.add(format),
  };
  private readonly dispatcher = makeLineDispatcher(this.output);
  /** Text that waits until there is enough of it to tell what it is. */
  private head: string | undefined = '';
  private document: { reader: DocumentReader; splitter: JsonSplitter } | undefined;
  private lines: LineSplitter | undefined;
  /** How much of the document was read, in UTF-16 units; where it is over, or there is none, the lines begin. */
  private offset = 0;

  private readonly name: string | undefined;
  private readonly finished: (exchange: Exchange) => Exchange;

  constructor(name: string | undefined, finished: (exchange: Exchange) => Exchange) {
    this.name = name;
    this.finished = finished;
  }

  get linesFrom(): number | undefined {
    if (this.head !== undefined) return undefined;
    return this.document ? Number.POSITIVE_INFINITY : this.offset;
  }

  push(chunk: string): Exchange[] {
    if (this.head === undefined) this.advance(chunk);
    else {
      this.head += chunk;
      if (this.head.length >= HEAD) this.readHead();
    }
    return this.taken();
  }

  end(): LogReading {
    this.readHead();
    if (this.document) this.closeDocument(this.document);
    this.lines?.end();
    this.dispatcher.end();
    const exchanges = this.taken();
    const [format = 'unknown', ...others] = this.formats;
    return { format: others.length > 0 ? 'mixed' : format, exchanges, problems: this.problems };
  }

  private taken(): Exchange[] {
    const ready = this.ready;
    this.ready = [];
    return ready;
  }

  private readHead(): void {
    if (this.head === undefined) return;
    const head = this.head;
    this.head = undefined;
    const reader = sniffDocument(head.slice(0, HEAD), this.name)?.(this.output);
    if (reader) this.document = { reader, splitter: new JsonSplitter(reader.paths, (slice) => reader.read(slice)) };
    this.advance(head);
  }

  private closeDocument({ reader, splitter }: { reader: DocumentReader; splitter: JsonSplitter }): void {
    const message = 'The text ends before this JSON document does. What is there was read.';
    if (!splitter.isInside) this.problems.push({ start: this.offset, end: this.offset, code: 'cut-off', message });
    splitter.end();
    reader.end();
  }

  private advance(chunk: string): void {
    let piece = chunk;
    if (this.document) {
      const { reader, splitter } = this.document;
      const used = splitter.push(piece, this.offset);
      this.offset += used;
      if (!splitter.closed) return;
      reader.end();
      this.document = undefined;
      piece = piece.slice(used);
    }
    this.lines ??= this.openLines();
    this.lines.push(piece);
  }

  private openLines(): LineSplitter {
    return new LineSplitter(
      this.offset,
      (line, start) => this.dispatcher.read(readLine(line, start)),
      (start, end) =>
        this.problems.push({
          start,
          end,
          code: 'too-large',
          message: 'This line is too long. Its beginning was read.',
        }),
    );
  }
}

/** A log that states only when the answer came says by that when the request was sent at the latest. */
function withStart(exchange: Exchange): Exchange {
  const { startedAt, finishedAt } = exchange;
  return startedAt || !finishedAt ? exchange : { ...exchange, startedAt: finishedAt };
}
