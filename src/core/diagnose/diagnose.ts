import { detachHead } from '../http/detach';
import type { Exchange, LogProblem } from '../http/exchange';
import { LogMachine } from '../http/openLog';
import { Diagnoser } from './diagnoser';
import type { DiagnosisReport } from './diagnosis';
import { type SourceText, TextWindow, wholeText } from './sourceText';

export interface DiagnoseOptions {
  /** The name of the file; it decides only where the content does not. */
  readonly name?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why the calls in a log failed. Never throws, and takes time in proportion to the text. */
export function diagnose(text: string, { name, now }: DiagnoseOptions): DiagnosisReport {
  const reading = new Reading(name, wholeText(text), (exchange) => exchange);
  for (let at = 0; at < text.length; at += PIECE) reading.take(text.slice(at, at + PIECE));
  return reading.conclude([], now);
}

/** A text is read in pieces, too, so that of a large one no more than a few exchanges are held at a time. UTF-16 units. */
const PIECE = 1 << 20;

export interface StreamOptions extends DiagnoseOptions {
  /** Called after each chunk with the UTF-16 units read so far. */
  readonly onProgress?: (read: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

/**
 * The same for a log that comes in pieces and need not fit in memory: what is kept does not grow with its length, and the
 * verdict is that of `diagnose` on the whole. Where `signal` is aborted, the report is on what was read until then and
 * says so.
 */
export async function diagnoseStream(
  chunks: AsyncIterable<string> | Iterable<string>,
  { name, now, onProgress, signal }: StreamOptions,
): Promise<DiagnosisReport> {
  const window = new TextWindow();
  const reading = new Reading(name, window, detachHead);
  const notes: string[] = [];
  let read = 0;
  for await (const chunk of chunks) {
    if (signal?.aborted) {
      notes.push(`Stopped on request after ${read} characters; what follows was not read.`);
      break;
    }
    window.append(chunk);
    reading.take(chunk);
    read += chunk.length;
    onProgress?.(read);
  }
  return reading.conclude(notes, now);
}

/** A log that is read and diagnosed at once. */
class Reading {
  private readonly log: LogMachine;
  private readonly diagnoser: Diagnoser;

  constructor(name: string | undefined, source: SourceText, own: (exchange: Exchange) => Exchange) {
    this.log = new LogMachine(name, (exchange) => exchange);
    this.diagnoser = new Diagnoser(source, own);
  }

  take(chunk: string): void {
    const exchanges = this.log.push(chunk);
    this.diagnoser.append(chunk, this.log.linesFrom);
    for (const exchange of exchanges) this.diagnoser.observe(exchange);
  }

  conclude(notes: readonly string[], now: number): DiagnosisReport {
    const { format, exchanges, problems } = this.log.end();
    this.diagnoser.append('', this.log.linesFrom);
    for (const exchange of exchanges) this.diagnoser.observe(exchange);
    return this.diagnoser.conclude(format, [...notes, ...problemNotes(problems)], now);
  }
}

const MOST_NOTES = 20;

function problemNotes(problems: readonly LogProblem[]): readonly string[] {
  const notes = problems.slice(0, MOST_NOTES).map(({ message, start }) => `${message} (at offset ${start})`);
  return problems.length > MOST_NOTES
    ? [...notes, `${problems.length - MOST_NOTES} more places could not be read.`]
    : notes;
}
