import * as vscode from 'vscode';
import type { CommandId } from './commandIds';
import { lazily } from './lazily';
import { type LogCode, type LogFields, logLine } from './logLine';

/** The log channel. Text of the user's has no way in: a line is made of a code, numbers and names of our own. */
export interface Output extends vscode.Disposable {
  info(code: LogCode, fields?: LogFields): void;
  warn(code: LogCode, fields?: LogFields): void;
  /** For a failure: the command and the error's class, never its message. */
  failure(command: CommandId, error: unknown): void;
  show(): void;
}

/** Made with its first line: `activate` has none to write. */
export function createOutput(): Output {
  const channel = lazily(() => vscode.window.createOutputChannel('Auth Lens', { log: true }));
  return {
    info: (code, fields) => channel.get().info(logLine(code, fields)),
    warn: (code, fields) => channel.get().warn(logLine(code, fields)),
    failure: (command, error) => channel.get().error(logLine('command-failed', { command, error: errorClass(error) })),
    show: () => channel.get().show(true),
    dispose: () => channel.dispose(),
  };
}

function errorClass(
  error: unknown,
): 'TypeError' | 'RangeError' | 'SyntaxError' | 'Error' | 'FileSystemError' | 'other' {
  if (error instanceof vscode.FileSystemError) return 'FileSystemError';
  if (error instanceof TypeError) return 'TypeError';
  if (error instanceof RangeError) return 'RangeError';
  if (error instanceof SyntaxError) return 'SyntaxError';
  return error instanceof Error ? 'Error' : 'other';
}
