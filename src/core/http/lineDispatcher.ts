import { makeJsonLinesReader } from './jsonLines';
import type { LogLine } from './line';
import type { Output } from './lineReader';
import { LINE_READERS } from './lineReaders';
import { makeObjectDumpReader } from './objectDump';
import { makePlainReader } from './plain';

/**
 * Gives each line to the reader of its format. A log may mix formats, line by line, so every reader keeps what it has open
 * while others read. Who gets a line: the reader that knows it to be its own, whatever it looks like; else the one that
 * recognises it; else the one that read the line before; else those for any JSON, for an object over many lines, and
 * the one of last resort.
 */
export function makeLineDispatcher(output: Output): { read(line: LogLine): void; end(): void } {
  const readers = LINE_READERS.map((make) => make(output));
  const json = makeJsonLinesReader(output);
  const plain = makePlainReader(output);
  const dump = makeObjectDumpReader(output);
  const claiming = [json, ...readers];
  let current = plain;
  return {
    read(line) {
      if (current.insists && current.read(line)) return;
      for (const reader of claiming) {
        if (!reader.claims(line) || !reader.read(line)) continue;
        current = reader;
        return;
      }
      if (current !== plain && current.read(line)) return;
      current = [json, dump, plain].find((reader) => reader.read(line)) ?? plain;
    },
    end() {
      for (const reader of [...claiming, dump, plain]) reader.end();
    },
  };
}
