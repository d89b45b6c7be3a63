import { type Profiler, Session } from 'node:inspector';
import * as vscode from 'vscode';

/** What the thread of the extension host did in a while, in milliseconds: VS Code's part of it, other extensions', ours. */
export interface HostTime {
  /** From the start to the end, whoever had the processor. */
  readonly wallMs: number;
  /** Something ran. */
  readonly busyMs: number;
  /** Something of our extension ran, or what it called. */
  readonly oursMs: number;
  /** In or below a function of ours. Methods keep their names when they are minified. */
  oursWithin(name: string): number;
}

/** Looks at the stack of the extension host five times a millisecond. On a busy machine the host's waiting is in the times. */
export async function hostTimeOf(work: () => Promise<unknown>): Promise<HostTime> {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 200 });
  session.post('Profiler.start');
  const startedMs = performance.now();
  await work();
  const wallMs = performance.now() - startedMs;
  const profile = await new Promise<Profiler.Profile>((resolve, reject) =>
    session.post('Profiler.stop', (error, answer) => (error ? reject(error) : resolve(answer.profile))),
  );
  session.disconnect();
  const stacks = stacksOf(profile);
  const sum = (counts: (stack: readonly Profiler.ProfileNode[]) => boolean) =>
    stacks.reduce((total, { stack, ms }) => total + (counts(stack) ? ms : 0), 0);
  return {
    wallMs,
    busyMs: sum(([top]) => top?.callFrame.functionName !== '(idle)'),
    oursMs: sum((stack) => stack.some(isOurs)),
    oursWithin: (name) => sum((stack) => stack.some((node) => isOurs(node) && node.callFrame.functionName === name)),
  };
}

function isOurs({ callFrame: { url } }: Profiler.ProfileNode): boolean {
  const folder = vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify')?.extensionUri;
  return (
    folder !== undefined && url.startsWith(vscode.Uri.joinPath(folder, 'dist/').with({ scheme: 'file' }).toString())
  );
}

/** Each sample with the functions that ran, innermost first. */
function stacksOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
  const callers = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)));
  const stackOf = new Map<number, readonly Profiler.ProfileNode[]>();
  for (const node of nodes) {
    const stack = [node];
    for (let caller = callers.get(node.id); caller; caller = callers.get(caller.id)) stack.push(caller);
    stackOf.set(node.id, stack);
  }
  return samples.map((id, index) => ({ stack: stackOf.get(id) ?? [], ms: (timeDeltas[index] ?? 0) / 1000 }));
}
