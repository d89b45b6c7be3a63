import * as vscode from 'vscode';
import type { CommandId } from './commandIds';
import { type LogCode, type LogFields, logLine } from './logLine';

/** The log channel. Text of the user's has no way in: a line is made of a code, numbers and names of our own. */
export interface Output extends vscode.Disposable {
  info(code: LogCode, fields?: LogFields): void;
  warn(code: LogCode, fields?: LogFields): void;
  /** For a failure: the command and the error's class, never its message. */
  failure(command: CommandId, error: unknown): void;
  show(): void;
}

export function createOutput(): Output {
  const channel = vscode.window.createOutputChannel('Auth Lens', { log: true });
  return {
    info: (code, fields) => channel.info(logLine(code, fields)),
    warn: (code, fields) => channel.warn(logLine(code, fields)),
    failure: (command, error) => channel.error(logLine('command-failed', { command, error: errorClass(error) })),
    show: () => channel.show(true),
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
