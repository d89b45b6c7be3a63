import * as vscode from 'vscode';
import { decodedText } from '../core/present/decodedText';
import { messageOf } from '../core/present/message';
import { scan } from '../core/token/scan';
import { COMMANDS } from './commandIds';
import type { TokenDocuments } from './documents';
import type { Output } from './output';
import { pointedAt } from './pointedAt';
import { registerCommand, UserProblem } from './registerCommand';
import { readToken, type TokenReading } from './tokenReading';
import type { VirtualDocuments } from './virtualDocuments';

/**
 * `authLens.decodeToken`: header and claims as a read-only JSON document. Of the token a link points at, else of the one
 * in the selection or at the cursor, else of what the user pastes.
 */
export function registerDecodeToken(
  documents: TokenDocuments,
  virtual: VirtualDocuments,
  output: Output,
): vscode.Disposable {
  return registerCommand(COMMANDS.decodeToken, output, async (argument) => {
    const token = await pointedAt(argument, documents);
    const reading = token?.read() ?? (await pasted());
    if (!reading) return;
    const problems = reading.assessedAt(Date.now()).findings.map(messageOf);
    const document = await virtual.open('decoded-token.json', decodedText(reading.decoded, problems));
    await vscode.window.showTextDocument(document, { preview: true });
  });
}

async function pasted(): Promise<TokenReading | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Decode a Token',
    prompt: 'Paste a token, or text with one in it. It is decoded here and neither stored nor sent.',
    password: true,
    ignoreFocusOut: true,
  });
  if (text === undefined) return undefined;
  const reading = firstIn(text) ?? firstIn(`Authorization: Bearer ${text.trim()}`);
  if (!reading) throw new UserProblem('There is no token in that text. Paste the whole token, with the dots in it.');
  return reading;
}

function firstIn(text: string): TokenReading | undefined {
  const found = scan(text)[0];
  return found && readToken(text, found);
}
