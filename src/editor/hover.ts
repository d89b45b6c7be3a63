import * as vscode from 'vscode';
import type { Card } from '../core/present/card';
import { toCard } from '../core/present/toCard';
import { cardMarkdown } from './cardMarkdown';
import { COMMANDS, type CommandId } from './commandIds';
import { rangeOf } from './convert';
import { countdownMarkdown } from './countdownMarkdown';
import type { DocumentToken, TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import { commandLink } from './markdown';
import type { TokenHandle } from './tokenHandle';

/** The links of a hover. Nothing else can be called from it. */
const ACTIONS: readonly { readonly label: string; readonly command: CommandId; offeredFor(card: Card): boolean }[] = [
  { label: 'Copy Claims', command: COMMANDS.copyClaims, offeredFor: (card) => card.claims.length > 0 },
  { label: 'Decode in a Document', command: COMMANDS.decodeToken, offeredFor: () => true },
];

/** The card of a token, in any document of any scheme. */
export function registerHover(documents: TokenDocuments, settings: LiveSettings): vscode.Disposable {
  return vscode.languages.registerHoverProvider('*', {
    async provideHover(document, position, cancellation) {
      if (!settings.current()['hover.enabled']) return undefined;
      await documents.scanned(document);
      const token = cancellation.isCancellationRequested ? undefined : documents.tokenAt(document, position);
      if (!token) return undefined;
      const nowMs = Date.now();
      const reading = token.read();
      const assessment = reading.assessedAt(nowMs);
      const card = toCard(reading.decoded, assessment, { ...reading, nowMs });
      const image = countdownMarkdown(card, assessment, nowMs, settings.current()['hover.motion']);
      const contents = [actions(document, token, card), new vscode.MarkdownString(cardMarkdown(card, image))];
      return new vscode.Hover(contents, rangeOf(document, token.found));
    },
  });
}

/** Trusted, because it is made of our constants and a handle; what comes from the token is in the other string. */
function actions(document: vscode.TextDocument, token: DocumentToken, card: Card): vscode.MarkdownString {
  const handle: TokenHandle = { uri: document.uri.toString(), version: document.version, start: token.found.start };
  const offered = ACTIONS.filter(({ offeredFor }) => offeredFor(card));
  const links = offered.map(({ label, command }) => commandLink(label, command, handle));
  const markdown = new vscode.MarkdownString(links.join(' · '));
  markdown.isTrusted = { enabledCommands: offered.map(({ command }) => command) };
  return markdown;
}
