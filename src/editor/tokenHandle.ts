import type * as vscode from 'vscode';
import type { DocumentToken } from './documents';

/** Points at a token without holding any of it: what a command link or a status-bar click carries. */
export interface TokenHandle {
  readonly uri: string;
  readonly version: number;
  /** Where the token's first character stands; an offset would have to be counted through the whole document. */
  readonly line: number;
  readonly character: number;
}

export function handleOf(document: vscode.TextDocument, { range: { start } }: DocumentToken): TokenHandle {
  return { uri: document.uri.toString(), version: document.version, line: start.line, character: start.character };
}

/** Any extension and any Markdown can call a command with arguments of its own, so they are read with suspicion. */
export function tokenHandleFrom(argument: unknown): TokenHandle | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { uri, version, line, character } = argument as Record<string, unknown>;
  if (typeof uri !== 'string' || uri.length > 8192) return undefined;
  if (!isCount(version) || !isCount(line) || !isCount(character)) return undefined;
  return { uri, version, line, character };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
