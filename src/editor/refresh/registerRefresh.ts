import * as vscode from 'vscode';
import type { Rewriter } from '../../core/rewrite/rewriter';
import { COMMANDS } from '../commandIds';
import { soon } from '../lazily';
import type { LiveSettings } from '../liveSettings';
import type { Output } from '../output';
import { refreshing } from '../parts';
import { registerCommand } from '../registerCommand';

/** Calls that do not survive an expired token: seen, offered a fix at the light bulb, and fixed by two commands. */
export function registerRefresh(rewriter: Rewriter, settings: LiveSettings, output: Output): vscode.Disposable {
  const refresh = soon(() => refreshing().watchRefresh(rewriter, settings, output));
  return vscode.Disposable.from(
    refresh,
    registerCommand(COMMANDS.insertRefreshHandling, output, (argument) => refresh.get().insert(argument)),
    registerCommand(COMMANDS.insertRefreshHandlingEverywhere, output, () => refresh.get().insertEverywhere()),
  );
}
