import * as vscode from 'vscode';
import { explaining } from '../parts';
import type { TokenDocuments } from './documents';
import { pointedAt } from './pointedAt';
import { UserProblem } from './registerCommand';

/** `authLens.copyClaims`: the claims as JSON. The token itself is never put on the clipboard. */
export async function copyClaims(argument: unknown, documents: TokenDocuments): Promise<void> {
  const token = pointedAt(argument, documents);
  if (!token) throw new UserProblem('There is no token at the cursor. Put the cursor on one and try again.');
  const text = explaining().claimsText(token.read().decoded);
  if (text === undefined) throw new UserProblem('This token has no claims that could be read without a key.');
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('Claims copied, without the token.', 3000);
}
