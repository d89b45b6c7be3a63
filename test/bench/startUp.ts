import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { atMost, type Figure } from './figure';
import { compete, ratio, type Timing } from './rounds';

/** `require` of what VS Code loads when it starts us, each time in a fresh process, against an extension that does nothing. */
export async function startUp(rounds: number): Promise<readonly Figure[]> {
  const hello = '.build/bench/hello.js';
  mkdirSync('.build/bench', { recursive: true });
  buildSync({
    stdin: { contents: HELLO, resolveDir: '.' },
    outfile: hello,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
  });
  const times = { hello: [] as number[], ours: [] as number[] };
  await compete(
    [
      { name: 'hello', run: () => times.hello.push(requireMs(hello)) },
      { name: 'ours', run: () => times.ours.push(requireMs('dist/extension.js')) },
    ],
    rounds,
  );
  // What the process itself costs is not in the times, so that the ratio is that of the two files.
  const [nothing, ours]: [Timing, Timing] = [
    { name: 'hello', rounds: times.hello.slice(1) },
    { name: 'ours', rounds: times.ours.slice(1) },
  ];
  const kilobytes = statSync('dist/extension.js').size / 1000;
  return [
    {
      id: 'start-up.require',
      what: `require of the activation bundle (${kilobytes.toFixed(0)} kB) ÷ hello-world`,
      value: ratio(ours, nothing),
      unit: '×',
      goal: atMost(1.1),
      gate: atMost(1.5),
      decides: 'what may be loaded before the first hover',
    },
  ];
}

const HELLO = `
import * as vscode from 'vscode';
export function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand('hello.world', () => vscode.window.showInformationMessage('Hello')));
}`;

/** `vscode` is a module that answers everything, so that only the bundle's own code is timed. */
function requireMs(file: string): number {
  const script = `
    const Module = require('node:module');
    const anything = new Proxy(function () {}, { get: (target, name) => name === Symbol.toPrimitive ? () => '' : anything, apply: () => anything, construct: () => anything });
    const vscode = Object.create(anything);
    const load = Module._load;
    Module._load = (name, ...rest) => name === 'vscode' ? vscode : load(name, ...rest);
    const started = performance.now();
    require(require('node:path').resolve(${JSON.stringify(file)}));
    process.stdout.write(String(performance.now() - started));
    process.exit();`;
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}
