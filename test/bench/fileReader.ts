// Runs in a process of its own, so that its peak of memory can be told: `fileReader.cjs bare|scan|naive FILE`.

import { scanBytes } from '../../src/core/token/byteScan';
import { openByteSearch } from '../../src/host/byteKernel';
import { openBytes } from '../../src/host/node/openBytes';
import { naiveRegex } from './rivals';

const [mode = '', path = ''] = process.argv.slice(2);
const { readInto: readOn, close } = openBytes(path);
let [peak, reads] = [0, 0];
/** The peak as we see it: `resourceUsage().maxRSS` is never less than that of the process that started this one. */
const readInto = (room: Uint8Array) => {
  if (reads++ % 64 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  return readOn(room);
};
const started = performance.now();
const tokens = modes()[mode]?.();
const ms = performance.now() - started;
close();
console.log(JSON.stringify({ ms, peakMegabytes: peak / 1e6, tokens }));

function modes(): Readonly<Record<string, () => number>> {
  const room = Buffer.alloc(262_144);
  return {
    bare: () => {
      while (readInto(room) > 0);
      return 0;
    },
    scan: () => {
      let found = 0;
      for (const step of scanBytes(readInto, openByteSearch())) found += step.tokens.length;
      return found;
    },
    naive: () => {
      let found = 0;
      for (let count = readInto(room); count > 0; count = readInto(room)) {
        found += naiveRegex(room.toString('latin1', 0, count));
      }
      return found;
    },
  };
}
