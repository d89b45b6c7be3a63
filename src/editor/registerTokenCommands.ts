import * as vscode from 'vscode';
import { COMMANDS } from './commandIds';
import type { TokenDocuments } from './documents';
import type { Output } from './output';
import { handling } from './parts';
import { registerCommand } from './registerCommand';
import type { VirtualDocuments } from './virtualDocuments';

/** `authLens.decodeToken`, `copyClaims` and `goToToken`. */
export function registerTokenCommands(
  documents: TokenDocuments,
  virtual: VirtualDocuments,
  output: Output,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(COMMANDS.decodeToken, output, (argument) => handling().decodeToken(argument, documents, virtual)),
    registerCommand(COMMANDS.copyClaims, output, (argument) => handling().copyClaims(argument, documents)),
    registerCommand(COMMANDS.goToToken, output, (argument) => handling().goToToken(argument, documents)),
  );
}
