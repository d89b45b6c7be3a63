import * as vscode from 'vscode';
import { COMMANDS } from '../commandIds';
import type { Output } from '../output';
import { sampling } from '../parts';
import { registerCommand } from '../registerCommand';
import type { VirtualDocuments } from '../virtualDocuments';

/** `authLens.openSample`: a read-only log whose tokens are minted when it opens. */
export function registerOpenSample(virtual: VirtualDocuments, output: Output): vscode.Disposable {
  return registerCommand(COMMANDS.openSample, output, async () => {
    const text = await sampling().sampleText(Date.now());
    const document = await virtual.open('auth-lens-sample.log', text);
    await vscode.window.showTextDocument(document, { preview: false });
  });
}
