import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Figure } from '../figure';
import { bundleHello } from '../helloWorld';
import { median } from '../rounds';
import { startEditor } from './startEditor';
import type { Activation, Contestant } from './timeActivation';

/**
 * What VS Code waits for when it activates us, against an extension that does nothing: one after the other in the same
 * extension host, a new one for each round, and every other time it is our turn first.
 */
export function activation(rounds: number): readonly Figure[] {
  rmSync(FOLDER, { recursive: true, force: true });
  const extensions = [hello('warm-up'), ours(), hello('hello')];
  const measured = Array.from({ length: rounds }, (_, round) => {
    const order: readonly Contestant[] = round % 2 === 0 ? ['ours', 'hello'] : ['hello', 'ours'];
    writeFileSync(join(FOLDER, 'order.json'), JSON.stringify(order));
    return startEditor<Record<Contestant, Activation>>('timeActivation', extensions);
  });
  const times = (stage: keyof Activation): number =>
    median(measured.map(({ ours, hello }) => ours[stage] / hello[stage]));
  return [
    {
      id: 'host.activation',
      what: 'activation until VS Code goes on ÷ that of an empty extension',
      value: times('wholeMs'),
      unit: '×',
      goal: atMost(1.2),
      gate: atMost(2),
      decides: 'what `activate` may do before it returns',
    },
    {
      id: 'host.activation.own',
      what: 'the same without what VS Code does for it: `require` and `activate` alone',
      value: times('ownMs'),
      unit: '×',
      decides: 'whether that is seen at all',
    },
    {
      id: 'host.activation.ms',
      what: 'the same of ours, in time',
      value: median(measured.map(({ ours }) => ours.ownMs)),
      unit: 'ms',
      decides: 'nothing: times differ from machine to machine',
    },
  ];
}

const FOLDER = '.build/bench/activation';

/** As it ships, but activated by nothing: else VS Code would have done it before it can be timed. */
function ours(): string {
  const folder = join(FOLDER, 'ours');
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  // A copy, because VS Code knows an extension's code by the folder that it is really in.
  for (const file of ['dist/extension.js', 'dist/parts']) cpSync(file, join(folder, file), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  return folder;
}

function hello(name: string): string {
  const folder = join(FOLDER, name);
  mkdirSync(folder, { recursive: true });
  bundleHello(join(folder, 'main.js'), `${name}.hello`);
  const manifest = { name, publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.100.0' }, main: './main.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  return folder;
}
