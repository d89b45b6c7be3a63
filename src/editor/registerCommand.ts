import * as vscode from 'vscode';
import type { CommandId } from './commandIds';
import type { Output } from './output';

const USER_PROBLEM = 'UserProblem';

/** A reason the user can do something about, as a sentence that says what. It is shown as it is and not logged. */
export class UserProblem extends Error {
  override readonly name = USER_PROBLEM;
}

/** The one place where a command can fail: the log gets a code, the user one sentence with the next step. */
export function registerCommand(
  id: CommandId,
  output: Output,
  handle: (argument: unknown) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      return await handle(argument);
    } catch (error) {
      // By its name: each part that is loaded later has a copy of the class.
      if (error instanceof Error && error.name === USER_PROBLEM) {
        void vscode.window.showInformationMessage(error.message);
        return undefined;
      }
      output.failure(id, error);
      void tellOfFailure(output);
      return undefined;
    }
  });
}

async function tellOfFailure(output: Output): Promise<void> {
  const showLog = 'Show Log';
  const chosen = await vscode.window.showErrorMessage(
    'Auth Lens could not do that. The log names the step that failed; it holds no token, so you can report it as it is.',
    showLog,
  );
  if (chosen === showLog) output.show();
}
