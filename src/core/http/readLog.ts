import type { LogReading } from './exchange';
import { LogMachine } from './openLog';

/**
 * Reads a whole log. What cannot be read is a problem with its place; the rest is still read. Never throws, and takes time in
 * proportion to the text.
 *
 * @param options.name the file's name; it decides only where the content does not
 */
export function readLog(text: string, options: { readonly name?: string } = {}): LogReading {
  const machine = new LogMachine(options.name, (exchange) => exchange);
  const first = machine.push(text);
  const { format, exchanges, problems } = machine.end();
  return { format, exchanges: [...first, ...exchanges].sort((a, b) => a.start - b.start), problems };
}
