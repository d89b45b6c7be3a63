import * as vscode from 'vscode';
import { COMMANDS } from '../commandIds';
import { lazily } from '../lazily';
import type { Output } from '../output';
import { reporting } from '../parts';
import { registerCommand } from '../registerCommand';
import type { VirtualDocuments } from '../virtualDocuments';

/** `authLens.diagnose`, `diagnoseFile` and `compareDiagnoses`. */
export function registerDiagnose(
  extensionUri: vscode.Uri,
  virtual: VirtualDocuments,
  output: Output,
): vscode.Disposable {
  const commands = lazily(() => reporting().createDiagnoseCommands(extensionUri, virtual));
  return vscode.Disposable.from(
    commands,
    registerCommand(COMMANDS.diagnose, output, (argument) => commands.get().diagnose(argument)),
    registerCommand(COMMANDS.diagnoseFile, output, (argument) => commands.get().diagnoseFile(argument)),
    registerCommand(COMMANDS.compareDiagnoses, output, (argument) => commands.get().compare(argument)),
  );
}
