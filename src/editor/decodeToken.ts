import * as vscode from 'vscode';
import type { TokenReading } from '../core/token/keep/tokenReading';
import { explaining, reading } from '../parts';
import type { TokenDocuments } from './documents';
import { pointedAt } from './pointedAt';
import { UserProblem } from './registerCommand';
import type { VirtualDocuments } from './virtualDocuments';

/**
 * `authLens.decodeToken`: header and claims as a read-only JSON document. Of the token a link points at, else of the one
 * in the selection or at the cursor, else of what the user pastes.
 */
export async function decodeToken(
  argument: unknown,
  documents: TokenDocuments,
  virtual: VirtualDocuments,
): Promise<void> {
  const token = pointedAt(argument, documents);
  const read = token?.read() ?? (await pasted());
  if (!read) return;
  const { decodedText, messageOf } = explaining();
  const problems = read.assessedAt(Date.now()).findings.map(messageOf);
  const document = await virtual.open('decoded-token.json', decodedText(read.decoded, problems));
  await vscode.window.showTextDocument(document, { preview: true });
}

async function pasted(): Promise<TokenReading | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Decode a Token',
    prompt: 'Paste a token, or text with one in it. It is decoded here and neither stored nor sent.',
    password: true,
    ignoreFocusOut: true,
  });
  if (text === undefined) return undefined;
  const found = firstIn(text) ?? firstIn(`Authorization: Bearer ${text.trim()}`);
  if (!found) throw new UserProblem('There is no token in that text. Paste the whole token, with the dots in it.');
  return found;
}

function firstIn(text: string): TokenReading | undefined {
  const { readToken, scan } = reading();
  const found = scan(text)[0];
  return found && readToken(text, found);
}
