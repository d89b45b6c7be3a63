import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { watchDocuments } from '../../../src/editor/documents';
import { watchSettings } from '../../../src/editor/liveSettings';
import type { Output } from '../../../src/editor/output';
import { showUnasked } from '../../../src/editor/showUnasked';
import { mintJwt, mintOpaque } from '../../editor/support';
import type { Figure } from '../figure';
import { SeededRandom } from '../random';
import { askLightBulb } from './askLightBulb';

declare const RESULTS: string;

/** What only a real VS Code can tell. It loads this into its extension host and waits for the end. */
export async function run(): Promise<void> {
  await vscode.extensions.getExtension('auth-lens.auth-lens-for-spotify')?.activate();
  const figures: Figure[] = [];
  for (const measure of [idling, hovering, typing, askLightBulb, remembering]) {
    figures.push(...(await measure()));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }
  writeFileSync(RESULTS, JSON.stringify(figures));
}

/** The extension as it is, with fifty countdowns in view, against an editor with nothing to count. */
async function idling(): Promise<readonly Figure[]> {
  const tokens = (await busyPercent(log(5000, 1, 2))) - (await busyPercent('nothing\n'.repeat(50)));
  const what = 'the processor, of one core, while fifty countdowns are in view and nobody does anything';
  return [{ id: 'host.idle', what, value: Math.max(0, tokens), unit: '%', decides: 'how often countdowns may tick' }];
}

async function busyPercent(text: string): Promise<number> {
  await vscode.window.showTextDocument(await opened(text));
  await pause(3000);
  const [before, startedMs] = [process.cpuUsage(), performance.now()];
  await pause(12_000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 10 / (performance.now() - startedMs);
}

/** The extension as it is, asked by VS Code; how long VS Code itself takes shows where there is no token. */
async function hovering(): Promise<readonly Figure[]> {
  const document = await opened(log(10_000_000, 8, 1));
  await vscode.window.showTextDocument(document);
  await pause(3000);
  const ask = async (character: number, step: number) => {
    const times: number[] = [];
    for (let time = 0; time < 60; time++) {
      const position = new vscode.Position(time * step * 8, character);
      const startedMs = performance.now();
      await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
      times.push(performance.now() - startedMs);
    }
    return times.slice(10);
  };
  const decides = 'whether a card comes at once';
  return [
    milliseconds(
      'host.hover.none',
      'an answer to a hover in 10 MB where there is no token: median',
      await ask(3, 11),
      0.5,
      decides,
    ),
    milliseconds('host.hover.p50', 'the same on a token: median', await ask(140, 13), 0.5, decides),
    milliseconds('host.hover.p95', 'the same on a token: 95th percentile', await ask(140, 17), 0.95, decides),
  ];
}

/** A second set of what follows the text and shows countdowns, because that of the extension cannot be timed from outside. */
async function typing(): Promise<readonly Figure[]> {
  const document = await opened(log(10_000_000, 8, 1));
  const editor = await vscode.window.showTextDocument(document);
  let [newsMs, taken] = [0, [] as number[]];
  // Listeners are called in the order in which they came.
  const first = vscode.workspace.onDidChangeTextDocument(() => {
    newsMs = performance.now();
  });
  const settings = watchSettings(SILENT);
  const documents = watchDocuments(SILENT);
  const shown = showUnasked(documents, settings);
  const last = vscode.workspace.onDidChangeTextDocument(() => taken.push(1000 * (performance.now() - newsMs)));
  const startedMs = performance.now();
  await documents.scanned(document);
  const scannedMs = performance.now() - startedMs;
  const press = async (line: number) => {
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 20), 'x'), {
      undoStopBefore: false,
      undoStopAfter: false,
    });
  };
  const random = new SeededRandom(1);
  for (let time = 0; time < 100; time++) await press(random.below(30));
  taken = [];
  for (let time = 0; time < 300; time++) await press(random.below(30));
  const inView = taken;
  taken = [];
  for (let time = 0; time < 300; time++) await press(random.below(document.lineCount));
  for (const each of [first, settings, documents, shown, last]) each.dispose();
  const decides = 'whether typing stays free of us';
  return [
    milliseconds(
      'host.open',
      'from the first look at 10 MB to its last token, while others have their turns',
      [scannedMs],
      0,
      'how long to wait',
    ),
    micros('host.key.p50', 'a key among the countdowns in view, until they are sent: median', inView, 0.5, decides),
    micros('host.key.p95', 'the same: 95th percentile', inView, 0.95, decides),
    micros('host.key.anywhere', 'a key anywhere in 10 MB, until countdowns are sent: median', taken, 0.5, decides),
  ];
}

/** What the tokens of many documents weigh. */
async function remembering(): Promise<readonly Figure[]> {
  const open: vscode.TextDocument[] = [];
  for (let index = 0; index < 100; index++) open.push(await opened(log(100_000, 8, 1)));
  const before = heapUsed();
  const documents = watchDocuments(SILENT);
  for (const document of open) await documents.scanned(document);
  const grown = heapUsed() - before;
  const tokens = open.reduce((sum, document) => sum + documents.firstTokensIn(document, 1e6).length, 0);
  documents.dispose();
  const what = `memory for ${tokens} tokens in 100 documents, each token`;
  return [
    { id: 'host.memory', what, value: grown / tokens, unit: 'B', decides: 'whether to forget what is out of view' },
  ];
}

const SILENT: Output = { info() {}, warn() {}, failure() {}, show() {}, dispose() {} };

let texts = 0;

async function opened(text: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `/bench-${++texts}.log` });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  return document;
}

/** Lines of a service, with `count` tokens in every so many. */
function log(length: number, every: number, count: number): string {
  const lines: string[] = [];
  for (let at = 0; at < length; at += lines.at(-1)?.length ?? 0) {
    const tokens = Array.from({ length: lines.length % every === 0 ? count : 0 }, () =>
      lines.length % 3 === 0 ? mintOpaque('BQA', 190) : mintJwt(),
    );
    const time = new Date(Date.UTC(2026, 10, 1) + lines.length * 113).toISOString();
    lines.push(
      [
        `${time} INFO GET /v1/me/player/recently-played?limit=50 200`,
        ...tokens.map((each) => ` authorization="Bearer ${each}"`),
      ].join(''),
    );
  }
  return lines.join('\n');
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

function milliseconds(id: string, what: string, values: readonly number[], share: number, decides: string): Figure {
  return { id, what, value: percentile(values, share), unit: 'ms', decides };
}

function micros(id: string, what: string, values: readonly number[], share: number, decides: string): Figure {
  return { id, what, value: percentile(values, share), unit: 'µs', decides };
}
