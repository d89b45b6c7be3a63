// Runs in a process of its own, so that its peak of memory can be told: `fileReader.cjs bare|scan|naive FILE`. Each way of
// reading has a worker, as the command does: what a worker costs is in none of the differences.

import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { searchFile } from '../../src/host/node/searchFile';
import { naiveRegex } from './rivals';
import { processorMs } from './rounds';

const [mode = '', path = ''] = process.argv.slice(2);

/**
 * The heap puts such a buffer a few bytes behind the start of a page, where pages of the file are copied four times more
 * slowly than to any other place (seen on x64: each write is taken for one that the next read depends on). A floor is
 * what reading costs at its best.
 */
const SHIFT = 2048;
async function measure(): Promise<void> {
  /** `resourceUsage().maxRSS` is never less than that of the process that started this one. */
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const watch = setInterval(look, 5);
  const started = processorMs();
  const tokens = await (mode === 'scan' ? scan() : inWorker());
  const ms = processorMs() - started;
  look();
  clearInterval(watch);
  console.log(JSON.stringify({ ms, peakMegabytes: peak / 1e6, tokens }));
}

/** What *Find Tokens in File* does, with the worker that ships. */
async function scan(): Promise<number> {
  const script = { path: resolve('dist/fileWorker.js'), read: () => Promise.reject(new Error('not asked for')) };
  const { outcome } = searchFile({ source: { path }, nowMs: Date.now() }, script, () => undefined);
  const result = await outcome;
  return result.kind === 'searched' ? result.found.places : 0;
}

function inWorker(): Promise<number> {
  const worker = new Worker(__filename, { argv: [mode, path], execArgv: [] });
  return new Promise((settle, fail) => worker.once('message', settle).once('error', fail));
}

function bare(): number {
  for (const _ of pieces());
  return 0;
}

function naive(): number {
  let found = 0;
  for (const piece of pieces()) found += naiveRegex(piece.toString('latin1'));
  return found;
}

function* pieces(): Generator<Buffer> {
  const room = Buffer.alloc(SHIFT + 262_144).subarray(SHIFT);
  const file = openSync(path, 'r');
  for (let count = readSync(file, room); count > 0; count = readSync(file, room)) yield room.subarray(0, count);
  closeSync(file);
}

if (isMainThread) void measure();
else parentPort?.postMessage(mode === 'naive' ? naive() : bare());
