import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { atMost, type Figure } from './figure';
import { bundleHello } from './helloWorld';
import { compete, ONCE, ratio, type Timing, wallMs } from './rounds';

/** What VS Code waits for when it starts us, each time in a fresh process, against an extension that does nothing. */
export async function startUp(rounds: number): Promise<readonly Figure[]> {
  const hello = '.build/bench/hello.js';
  bundleHello(hello, 'hello.world');
  const files = { hello, ours: 'dist/extension.js' };
  const stages = Object.fromEntries(Object.keys(files).map((name) => [name, [] as Stages[]]));
  await compete(
    Object.entries(files).map(([name, file]) => ({ name, run: () => stages[name]?.push(start(file)) })),
    rounds,
    wallMs,
    ONCE,
  );
  // What the process itself costs is not in the times, so that the ratio is that of the two files. The first round warms up.
  const timing = (name: string, stage: keyof Stages): Timing => ({
    name,
    rounds: (stages[name] ?? []).slice(1).map((measured) => measured[stage]),
  });
  const times = (stage: keyof Stages): number => ratio(timing('ours', stage), timing('hello', stage));
  const kilobytes = statSync(files.ours).size / 1000;
  return [
    {
      id: 'start-up.require',
      what: `require of the activation bundle (${kilobytes.toFixed(0)} kB) ÷ hello-world`,
      value: times('requireMs'),
      unit: '×',
      goal: atMost(1.1),
      gate: atMost(1.5),
      decides: 'what may be loaded before the first hover',
    },
    {
      id: 'start-up.activate',
      what: 'the same with `activate`',
      value: times('activateMs'),
      unit: '×',
      decides: 'what `activate` may do before it returns',
    },
    {
      id: 'start-up.first-turn',
      what: 'the same with what is loaded in the turn after it',
      value: times('turnMs'),
      unit: '×',
      decides: 'whether that is moved about or saved',
    },
  ];
}

/** Milliseconds from before the `require` until after it, after `activate` and after the next turn of the event loop. */
interface Stages {
  readonly requireMs: number;
  readonly activateMs: number;
  readonly turnMs: number;
}

/**
 * `vscode` is a module with the members of the real one, because bundlers copy them, and each member answers everything, so
 * that only the bundle's own code is timed.
 */
function start(file: string): Stages {
  const script = `
    const Module = require('node:module');
    const anything = new Proxy(function () {}, { get: answer, apply: () => anything, construct: () => anything });
    function answer(target, name) {
      if (name === Symbol.toPrimitive) return () => '';
      return name === Symbol.iterator ? () => [].values() : anything;
    }
    const vscode = Object.fromEntries(${JSON.stringify(members())}.map((name) => [name, anything]));
    const load = Module._load;
    Module._load = (name, ...rest) => name === 'vscode' ? vscode : load(name, ...rest);
    const path = require('node:path').resolve(${JSON.stringify(file)});
    const started = performance.now();
    const extension = require(path);
    const required = performance.now();
    extension.activate({ subscriptions: [], extensionUri: anything });
    const activated = performance.now();
    setTimeout(() => {
      const turned = performance.now();
      process.stdout.write(JSON.stringify({
        requireMs: required - started, activateMs: activated - started, turnMs: turned - started,
      }));
      process.exit();
    });`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

/** The names of what `vscode` exports at run time, from its types. */
function members(): readonly string[] {
  const types = readFileSync('node_modules/@types/vscode/index.d.ts', 'utf8');
  const declared = types.matchAll(/^\texport (?:abstract )?(?:class|enum|namespace|const|function|let) (\w+)/gm);
  return [...new Set([...declared].map(([, name]) => name ?? ''))];
}
