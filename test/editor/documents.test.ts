import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scan } from '../../src/core/token/find/scan';
import { type TokenDocuments, watchDocuments } from '../../src/editor/documents';
import type { Output } from '../../src/editor/output';
import { mintJwt, mintOpaque, openText } from './support';

/** Of the extension's own there is only one, and it shows nothing: these are of our own, in the same host. */
describe('documents', () => {
  const nothing = () => {};
  const output: Output = { info: nothing, warn: nothing, failure: nothing, show: nothing, dispose: nothing };
  const times = { before: 0, taken: [] as number[] };
  let documents: TokenDocuments;
  let subscriptions: vscode.Disposable;

  before(() => {
    // Listeners are called in the order in which they came.
    const first = vscode.workspace.onDidChangeTextDocument(() => {
      times.before = performance.now();
    });
    documents = watchDocuments(output);
    const last = vscode.workspace.onDidChangeTextDocument(() => times.taken.push(performance.now() - times.before));
    subscriptions = vscode.Disposable.from(first, documents, last);
  });

  after(async () => {
    subscriptions.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('keeps up with typing in a 10 MB log', async function () {
    this.timeout(120_000);
    const document = await openText(log(10_000_000), 'log');
    const editor = await vscode.window.showTextDocument(document);
    await documents.scanned(document);
    assert.deepEqual(indexed(documents, document), fresh(document));
    const numberOfTokens = indexed(documents, document).length;
    times.taken.length = 0;
    for (let time = 0; time < 120; time++) {
      const line = (time * 7919) % document.lineCount;
      const at = new vscode.Position(line, Math.min(time, document.lineAt(line).text.length));
      await editor.edit((edit) => edit.insert(at, time % 10 === 0 ? '\n' : 'x'), NO_UNDO_STOPS);
    }
    const taken = times.taken.sort((a, b) => a - b);
    const micros = (share: number) =>
      `${Math.round(1000 * (taken[Math.floor(taken.length * share)] ?? Number.NaN))} µs`;
    assert.equal(taken.length, 120);
    assert.ok((taken[60] ?? Number.NaN) < FRAME_MS, `a key takes us ${micros(0.5)}`);
    assert.deepEqual(indexed(documents, document), fresh(document));
    assert.deepEqual(
      editor.visibleRanges.flatMap((range) => documents.tokensIn(document, range).map((token) => shown(token.range))),
      fresh(document).filter((place) => editor.visibleRanges.some((range) => isIn(range, place))),
    );
    if (this.test)
      this.test.title += ` (${numberOfTokens} tokens; a key takes us ${micros(0.5)}, at worst ${micros(0.99)})`;
  });

  it('follows edits made while it scans for the first time', async function () {
    this.timeout(60_000);
    const document = await openText(log(3_000_000), 'log');
    const scanned = documents.scanned(document);
    for (const [line, text] of [
      [0, `Bearer ${mintJwt()}\n`],
      [9000, 'x\ny'],
      [document.lineCount - 1, `Bearer ${mintJwt()}`],
    ] as const) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(line, 0), text);
      await vscode.workspace.applyEdit(edit);
    }
    await scanned;
    await documents.scanned(document);
    assert.deepEqual(indexed(documents, document), fresh(document));
  });

  it('follows several cursors, and undo', async () => {
    const lines = Array.from({ length: 30 }, () => `Bearer ${mintJwt()} end`);
    const document = await openText(lines.join('\n'), 'log');
    const editor = await vscode.window.showTextDocument(document);
    await documents.scanned(document);
    const before = indexed(documents, document);
    editor.selections = lines.map((_, line) => new vscode.Selection(line, 60, line, 60));
    await vscode.commands.executeCommand('type', { text: '"\n' });
    assert.deepEqual(indexed(documents, document), fresh(document));
    assert.notDeepEqual(indexed(documents, document), before);
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(indexed(documents, document), fresh(document));
    assert.equal(indexed(documents, document).length, before.length);
  });

  it('follows a change of all line ends', async () => {
    const document = await openText(`a\nBearer ${mintJwt()}\n\nBearer ${mintJwt()}`, 'log');
    const editor = await vscode.window.showTextDocument(document);
    await documents.scanned(document);
    const eol = document.eol === vscode.EndOfLine.LF ? vscode.EndOfLine.CRLF : vscode.EndOfLine.LF;
    await editor.edit((edit) => edit.setEndOfLine(eol));
    assert.equal(document.eol, eol);
    await documents.scanned(document);
    assert.deepEqual(indexed(documents, document), fresh(document));
    assert.equal(indexed(documents, document).length, 2);
  });

  it('lets go of a document that is closed while it is scanned', async function () {
    this.timeout(60_000);
    const document = await openText(log(3_000_000), 'plaintext');
    const scanned = documents.scanned(document);
    let closed = 0;
    const subscription = vscode.workspace.onDidCloseTextDocument((each) => {
      if (each === document) closed++;
    });
    // The only way to close a document at once: it is opened again at the same moment.
    await vscode.languages.setTextDocumentLanguage(document, 'log');
    await scanned;
    subscription.dispose();
    assert.equal(closed, 1);
    await documents.scanned(document);
    assert.deepEqual(indexed(documents, document), fresh(document));
  });
});

const NO_UNDO_STOPS = { undoStopBefore: false, undoStopAfter: false };

/** At 60 frames a second, in milliseconds. A key may take us a small part of it; the median shows no stray neighbour. */
const FRAME_MS = 1000 / 60;

function indexed(documents: TokenDocuments, document: vscode.TextDocument): readonly string[] {
  return documents.firstTokensIn(document, Number.MAX_SAFE_INTEGER).map(({ range }) => shown(range));
}

function fresh(document: vscode.TextDocument): readonly string[] {
  const found = scan(document.getText());
  return found.map(({ start, end }) => shown(new vscode.Range(document.positionAt(start), document.positionAt(end))));
}

function shown({ start, end }: vscode.Range): string {
  return `${start.line} ${start.character} ${end.line} ${end.character}`;
}

function isIn(range: vscode.Range, place: string): boolean {
  const [line = 0, character = 0] = place.split(' ').map(Number);
  return range.contains(new vscode.Position(line, character));
}

/** As a service writes it, with a token in every eighth line. */
function log(length: number): string {
  const tokens = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? mintJwt() : mintOpaque('BQA', 190)));
  const lines: string[] = [];
  for (let index = 0, at = 0; at < length; index++) {
    const time = new Date(Date.UTC(2026, 10, 1) + index * 113).toISOString();
    const token = index % 8 === 0 ? ` authorization="Bearer ${tokens[index % 100]}"` : '';
    lines.push(`${time} INFO worker-${index % 9} GET /v1/me/player/recently-played 200 ${index % 400}ms${token}`);
    at += (lines.at(-1)?.length ?? 0) + 1;
  }
  return lines.join('\n');
}
