import * as vscode from 'vscode';
import type { PlacedToken } from '../core/token/keep/indexedToken';
import type { TokenIndex } from '../core/token/keep/tokenIndex';
import type { TokenReading } from '../core/token/keep/tokenReading';
import { reading } from '../parts';
import { linesOf } from './convert';
import type { Output } from './output';

/** A token in a document as it is now. */
export interface DocumentToken {
  readonly range: vscode.Range;
  /** What can be read of it. */
  read(): TokenReading;
}

/**
 * The tokens of every document, whatever its scheme: scanned once, then followed through every edit. Documents over
 * 50 MB never come here: VS Code keeps them from extensions.
 */
export interface TokenDocuments extends vscode.Disposable {
  /** In text order. Asking starts the first scan, and with what is asked for, unless it is very long. */
  tokensIn(document: vscode.TextDocument, range: vscode.Range, most?: number): readonly DocumentToken[];
  /** The first ones of those that are known so far. */
  firstTokensIn(document: vscode.TextDocument, most: number): readonly DocumentToken[];
  /** The one that a place is in, or at an end of. */
  tokenAt(document: vscode.TextDocument, position: vscode.Position): DocumentToken | undefined;
  /** Another number where tokens came, went or say something else; the same where they only moved with their lines. */
  revisionOf(document: vscode.TextDocument): number;
  /** Resolves when all of the document has been scanned, or it was closed. */
  scanned(document: vscode.TextDocument): Promise<void>;
  /** A document with tokens was edited, or has been scanned to its end. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

/** UTF-16 units scanned while somebody waits. */
const AT_ONCE = 32_768;
/** For how long slices are scanned before other work gets its turn. */
const TURN_MS = 4;

interface Entry {
  readonly index: TokenIndex;
  eol: vscode.EndOfLine;
  /** As long as there is something to scan for which an edit does not wait. */
  scanning: Promise<void> | undefined;
}

export function watchDocuments(output: Output): TokenDocuments {
  const entries = new Map<vscode.TextDocument, Entry>();
  const changed = new vscode.EventEmitter<vscode.TextDocument>();

  const entryOf = (document: vscode.TextDocument): Entry | undefined => {
    if (document.isClosed || entries.has(document)) return entries.get(document);
    const index = new (reading().TokenIndex)();
    const entry: Entry = { index, eol: document.eol, scanning: undefined };
    entries.set(document, entry);
    entry.scanning = scanOn(document, entry);
    return entry;
  };

  /** Edits in the meantime are told to the index like any other. */
  const scanOn = async (document: vscode.TextDocument, entry: Entry): Promise<void> => {
    const startedMs = Date.now();
    const lines = linesOf(document);
    while (!entry.index.isSettled) {
      await untilOthersHadTheirTurn();
      if (entries.get(document) !== entry) return;
      const untilMs = Date.now() + TURN_MS;
      while (!entry.index.isSettled && Date.now() < untilMs) entry.index.settle(lines);
    }
    entry.scanning = undefined;
    // Not at every turn: what is in view was scanned when it was asked for, and whoever is told looks at all of that again.
    if (entry.index.length > 0) changed.fire(document);
    output.info('document-scanned', {
      lines: document.lineCount,
      tokens: entry.index.length,
      milliseconds: Date.now() - startedMs,
    });
  };

  const follow = ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    const entry = entries.get(document);
    if (!entry) return;
    const { length, revision } = entry.index;
    if (entry.eol !== document.eol) {
      // Every offset is another one now, and such a change is not told as text.
      entry.eol = document.eol;
      entry.index.forgetAll();
    } else {
      if (contentChanges.length === 0) return;
      for (const change of contentChanges) entry.index.change(change);
      entry.index.settle(linesOf(document), AT_ONCE);
    }
    if (!entry.index.isSettled) entry.scanning ??= scanOn(document, entry);
    if (length > 0 || entry.index.revision !== revision) changed.fire(document);
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeTextDocument(follow),
    vscode.workspace.onDidCloseTextDocument((document) => entries.delete(document)),
  );

  return {
    tokensIn(document, range, most) {
      const index = entryOf(document)?.index;
      if (!index) return [];
      index.settleIn(linesOf(document), range, AT_ONCE);
      return index.tokensIn(range, most).map((token) => documentToken(document, index, token));
    },
    firstTokensIn(document, most) {
      const index = entryOf(document)?.index;
      return index ? index.firstTokens(most).map((token) => documentToken(document, index, token)) : [];
    },
    tokenAt(document, position) {
      const index = entryOf(document)?.index;
      index?.settleIn(linesOf(document), { start: position, end: position }, AT_ONCE);
      const token = index?.tokenAt(position);
      return index && token && documentToken(document, index, token);
    },
    revisionOf: (document) => entryOf(document)?.index.revision ?? 0,
    scanned: async (document) => entryOf(document)?.scanning,
    onDidChange: changed.event,
    dispose() {
      entries.clear();
      subscriptions.dispose();
    },
  };
}

function documentToken(document: vscode.TextDocument, index: TokenIndex, token: PlacedToken): DocumentToken {
  const end = reading().endOfPlaced(token);
  return {
    range: new vscode.Range(token.line, token.character, end.line, end.character),
    read: () => index.read(linesOf(document), token),
  };
}

function untilOthersHadTheirTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
