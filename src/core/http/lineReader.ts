import type { Exchange, LogFormat, LogProblem } from './exchange';
import type { LogLine } from './line';

/** Where a reader puts what it has read. */
export interface Output {
  exchange(exchange: Exchange | undefined): void;
  problem(problem: LogProblem): void;
  /** Tells that a format is there although its lines only added to an exchange of another one. */
  saw(format: LogFormat): void;
}

/** Reads one text format line by line. It keeps what is open between two lines and nothing else. */
export interface LineReader {
  /** True for a line that only this format writes. Such a line is never taken for the body of something else. */
  claims(line: LogLine): boolean;
  /** Takes a line that it claimed, or one that nobody claimed and that follows. False leaves it to the others. */
  read(line: LogLine): boolean;
  /** True while the next line is known to be part of what is open, whatever it looks like. */
  readonly insists?: boolean;
  /** The text is over: hands out what is open. */
  end(): void;
}

export type LineReaderMaker = (output: Output) => LineReader;
