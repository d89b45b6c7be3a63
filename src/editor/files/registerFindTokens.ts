import * as vscode from 'vscode';
import { COMMANDS } from '../commandIds';
import { lazily } from '../lazily';
import type { Output } from '../output';
import { searching } from '../parts';
import { registerCommand } from '../registerCommand';
import type { VirtualDocuments } from '../virtualDocuments';

/** `authLens.findTokensInFile`. */
export function registerFindTokens(
  extensionUri: vscode.Uri,
  virtual: VirtualDocuments,
  output: Output,
): vscode.Disposable {
  const command = lazily(() => searching().createFindTokens(extensionUri, virtual, output));
  return vscode.Disposable.from(
    command,
    registerCommand(COMMANDS.findTokensInFile, output, (argument) => command.get().find(argument)),
  );
}
