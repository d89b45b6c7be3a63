import type { LogProblem } from '../http/exchange';
import { openLog } from '../http/openLog';
import { readLog } from '../http/readLog';
import { Diagnoser } from './diagnoser';
import type { DiagnosisReport } from './diagnosis';
import { TextWindow, wholeText } from './sourceText';

export interface DiagnoseOptions {
  /** The name of the file; it decides only where the content does not. */
  readonly name?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why the calls in a log failed. Never throws, and takes time in proportion to the text. */
export function diagnose(text: string, { name, now }: DiagnoseOptions): DiagnosisReport {
  const reading = readLog(text, name === undefined ? {} : { name });
  const diagnoser = new Diagnoser(wholeText(text));
  diagnoser.append(text);
  for (const exchange of reading.exchanges) diagnoser.observe(exchange);
  return diagnoser.conclude(reading.format, problemNotes(reading.problems), now);
}

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
  const log = openLog(name === undefined ? {} : { name });
  const window = new TextWindow();
  const diagnoser = new Diagnoser(window);
  const notes: string[] = [];
  let read = 0;
  for await (const chunk of chunks) {
    if (signal?.aborted) {
      notes.push(`Stopped on request after ${read} characters; what follows was not read.`);
      break;
    }
    window.append(chunk);
    diagnoser.append(chunk);
    for (const exchange of log.push(chunk)) diagnoser.observe(exchange);
    read += chunk.length;
    onProgress?.(read);
  }
  const reading = log.end();
  for (const exchange of reading.exchanges) diagnoser.observe(exchange);
  return diagnoser.conclude(reading.format, [...notes, ...problemNotes(reading.problems)], now);
}

const MOST_NOTES = 20;

function problemNotes(problems: readonly LogProblem[]): readonly string[] {
  const notes = problems.slice(0, MOST_NOTES).map(({ message, start }) => `${message} (at offset ${start})`);
  return problems.length > MOST_NOTES
    ? [...notes, `${problems.length - MOST_NOTES} more places could not be read.`]
    : notes;
}
