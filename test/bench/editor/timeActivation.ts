import { readFileSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';

declare const RESULTS: string;

export type Contestant = 'ours' | 'hello';

/** Milliseconds. */
export interface Activation {
  /** From the wish until VS Code says that the extension is active. */
  readonly wholeMs: number;
  /** What of that the extension's own code takes: to be loaded, and to return from `activate`. */
  readonly ownMs: number;
}

/** Loaded by VS Code into its extension host, beside the extensions that `activation.ts` makes. */
export async function run(): Promise<void> {
  // Whoever comes first pays for what all share.
  await activate('bench.warm-up');
  const measured: Partial<Record<Contestant, Activation>> = {};
  for (const name of order()) {
    // What was activated last goes on in the turns after it, and what starts with the window takes some seconds.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    measured[name] = await activate(IDS[name]);
  }
  writeFileSync(RESULTS, JSON.stringify(measured));
}

const IDS: Readonly<Record<Contestant, string>> = {
  ours: 'auth-lens.auth-lens-for-spotify',
  hello: 'bench.hello',
};

function order(): readonly Contestant[] {
  return JSON.parse(readFileSync(join(__dirname, 'activation/order.json'), 'utf8'));
}

async function activate(id: string): Promise<Activation> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`VS Code did not load ${id}.`);
  if (extension.isActive) throw new Error(`${id} was active before it could be timed.`);
  const own = timeOwn(extension);
  const startedMs = performance.now();
  await extension.activate();
  const wholeMs = performance.now() - startedMs;
  return { wholeMs, ownMs: own() };
}

/** Node's, and VS Code's over it: not in the types. */
interface Loader {
  _load(request: string, ...rest: readonly unknown[]): unknown;
}

interface Main {
  activate(context: vscode.ExtensionContext): unknown;
}

/** Listens in on VS Code as it loads the extension's main file and calls it. @returns what tells the milliseconds */
function timeOwn({ extensionPath, packageJSON }: vscode.Extension<unknown>): () => number {
  const main = join(extensionPath, packageJSON.main);
  const loader = Module as unknown as Loader;
  const load = loader._load;
  let [requireMs, activateMs] = [Number.NaN, Number.NaN];
  loader._load = function (this: unknown, request, ...rest) {
    const startedMs = performance.now();
    const loaded = load.call(this, request, ...rest);
    if (request !== main) return loaded;
    requireMs = performance.now() - startedMs;
    loader._load = load;
    return {
      ...(loaded as Main),
      activate(context: vscode.ExtensionContext) {
        const startedMs = performance.now();
        const exported = (loaded as Main).activate(context);
        activateMs = performance.now() - startedMs;
        return exported;
      },
    };
  };
  return () => requireMs + activateMs;
}
