import * as vscode from 'vscode';
import type { Card } from '../core/present/card';
import type { CountdownMotion } from '../core/present/countdownImage';
import { toCard } from '../core/present/toCard';
import { cardMarkdown } from './cardMarkdown';
import { COMMANDS, type CommandId } from './commandIds';
import { countdownMarkdown } from './countdownMarkdown';
import type { DocumentToken } from './documents';
import { commandLink } from './markdown';
import { handleOf } from './tokenHandle';

/** The links of a hover. Nothing else can be called from it. */
const ACTIONS: readonly { readonly label: string; readonly command: CommandId; offeredFor(card: Card): boolean }[] = [
  { label: 'Copy Claims', command: COMMANDS.copyClaims, offeredFor: (card) => card.claims.length > 0 },
  { label: 'Decode in a Document', command: COMMANDS.decodeToken, offeredFor: () => true },
];

/** Actions, and under them the card. */
export function hoverContents(
  document: vscode.TextDocument,
  token: DocumentToken,
  nowMs: number,
  motion: CountdownMotion,
): vscode.MarkdownString[] {
  const reading = token.read();
  const assessment = reading.assessedAt(nowMs);
  const [beside, scope] = [reading.beside(), reading.scope()];
  const context = { nowMs, ...(beside && { beside }), ...(scope !== undefined && { scope }) };
  const card = toCard(reading.decoded, assessment, context);
  const image = countdownMarkdown(card, assessment, nowMs, motion);
  return [actions(document, token, card), new vscode.MarkdownString(cardMarkdown(card, image))];
}

/** Trusted, because it is made of our constants and a handle; what comes from the token is in the other string. */
function actions(document: vscode.TextDocument, token: DocumentToken, card: Card): vscode.MarkdownString {
  const handle = handleOf(document, token);
  const offered = ACTIONS.filter(({ offeredFor }) => offeredFor(card));
  const links = offered.map(({ label, command }) => commandLink(label, command, handle));
  const markdown = new vscode.MarkdownString(links.join(' · '));
  markdown.isTrusted = { enabledCommands: offered.map(({ command }) => command) };
  return markdown;
}
