import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { hostTimeOf } from './hostTime';
import { mintJwt, plain } from './support';

describe('documents: a HAR of 40 MB in a single line', function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auth-lens-'));
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true });
  });

  it('opens, has a card for a token in the middle, and closes', async function () {
    const path = join(folder, 'session.har');
    const { text, at } = har(40_000_000);
    await writeFile(path, text);
    const document = await vscode.workspace.openTextDocument(path);
    assert.equal(document.lineCount, 1);
    await vscode.window.showTextDocument(document);
    let hovers: readonly vscode.Hover[] = [];
    const ask = async (character: number) => {
      const place = new vscode.Position(0, character);
      hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, place);
    };
    const first = await hostTimeOf(() => ask(at + 5));
    const cards = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]).map((one) => plain(one));
    assert.ok(
      cards.some((card) => card.includes('| sub | the-one-in-the-middle |')),
      cards.join('\n'),
    );
    const again = await hostTimeOf(() => ask(at + 5));
    const [loadingMs, hoverMs] = [first, again].map((time) => time.oursWithin('provideHover')) as [number, number];
    const times = [
      `the card after ${Math.round(first.wallMs)} ms`,
      `${Math.round(first.oursMs)} of them ours and ${Math.round(first.busyMs - first.oursMs)} of the rest of the host`,
      `asked again after ${Math.round(again.wallMs)} ms`,
      `our hover itself ${Math.round(loadingMs)} ms and then ${Math.round(hoverMs)}`,
    ];
    if (this.test) this.test.title += ` (${times.join(', ')})`;
    assert.ok(loadingMs > 0, 'the hover is not in the profile');
    assert.ok(hoverMs < MOST_OF_A_HOVER_MS, times.join(', '));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(vscode.window.visibleTextEditors.length, 0);
  });
});

/** Many times what it takes on an idle machine, in milliseconds. To read or scan all of the line would take longer. */
const MOST_OF_A_HOVER_MS = 100;

/** A capture, and where in it the token stands that is looked for. */
function har(length: number): { readonly text: string; readonly at: number } {
  const body = JSON.stringify('lorem ipsum "dolor" sit amet; '.repeat(600));
  const entry = (token: string) =>
    `{"startedDateTime":"2026-11-21T10:00:00.000Z","time":12,"request":{"method":"GET","url":"https://api.spotify.com/v1/me","headers":[{"name":"authorization","value":"Bearer ${token}"}]},"response":{"status":200,"content":{"text":${body}}}}`;
  const entries: string[] = [];
  const token = mintJwt();
  for (let at = 0; at < length; at += body.length) entries.push(entry(token));
  const sought = mintJwt({ sub: 'the-one-in-the-middle' });
  entries[entries.length >> 1] = entry(sought);
  const text = `{"log":{"version":"1.2","entries":[${entries.join(',')}]}}`;
  return { text, at: text.indexOf(sought) };
}
