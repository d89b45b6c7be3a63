import * as vscode from 'vscode';
import { contains } from '../core/text/span';
import type { FoundToken } from '../core/token/foundToken';
import { reading } from '../parts';
import { spanOf } from './convert';
import type { Output } from './output';
import { joinZones, rescan, scanZone } from './scanZone';
import { readToken, type TokenReading } from './tokenReading';

/** A token in a document, at one version of it. */
export interface DocumentToken {
  readonly found: FoundToken;
  /** What can be read of it; done once, when first asked for. */
  read(): TokenReading;
}

/**
 * The tokens of every document, whatever its scheme, scanned once per version. Documents over 50 MB never come here: VS
 * Code keeps them from extensions.
 */
export interface TokenDocuments extends vscode.Disposable {
  /** Those known at the document's present version, in text order. Asking starts the first scan. */
  tokensIn(document: vscode.TextDocument, range?: vscode.Range): readonly DocumentToken[];
  tokenAt(document: vscode.TextDocument, position: vscode.Position): DocumentToken | undefined;
  /** Resolves when the present version has been scanned to its end, or the document was closed. */
  scanned(document: vscode.TextDocument): Promise<void>;
  /** Tokens of this document were found, moved or lost. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

/** Characters scanned before other work gets its turn: a few milliseconds. */
const SLICE = 262_144;

interface Entry {
  version: number;
  tokens: readonly DocumentToken[];
  /** The first scan, until it has reached the end of the text. */
  scanning: Promise<void> | undefined;
}

export function watchDocuments(output: Output): TokenDocuments {
  const entries = new Map<vscode.TextDocument, Entry>();
  const changed = new vscode.EventEmitter<vscode.TextDocument>();

  const entryOf = (document: vscode.TextDocument): Entry => {
    const known = entries.get(document);
    if (known) return known;
    const entry: Entry = { version: document.version, tokens: [], scanning: undefined };
    entries.set(document, entry);
    entry.scanning = scanInSlices(document, entry);
    return entry;
  };

  const scanInSlices = async (document: vscode.TextDocument, entry: Entry): Promise<void> => {
    const startedMs = Date.now();
    let version = -1;
    let found: readonly FoundToken[] = [];
    for (let at = 0; ; at += SLICE) {
      await untilOthersHadTheirTurn();
      if (entries.get(document) !== entry) return;
      if (document.version !== version) {
        version = document.version;
        found = [];
        at = 0;
      }
      const text = document.getText();
      found = joinZones(found, scanZone(text, { start: at, end: at + SLICE }, reading().scan));
      entry.version = version;
      entry.tokens = documentTokens(document, found);
      if (at + SLICE >= text.length) {
        entry.scanning = undefined;
        output.info('document-scanned', {
          characters: text.length,
          tokens: found.length,
          milliseconds: Date.now() - startedMs,
        });
        changed.fire(document);
        return;
      }
      changed.fire(document);
    }
  };

  const follow = ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    const entry = entries.get(document);
    if (!entry || entry.scanning || contentChanges.length === 0) return;
    const before = entry.tokens.map(({ found }) => found);
    const found = rescan(before, contentChanges, document.getText(), reading().scan);
    entry.version = document.version;
    entry.tokens = documentTokens(document, found);
    if (before.length > 0 || found.length > 0) changed.fire(document);
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeTextDocument(follow),
    vscode.workspace.onDidCloseTextDocument((document) => entries.delete(document)),
  );

  return {
    tokensIn(document, range) {
      const entry = entryOf(document);
      if (entry.version !== document.version || !range) return entry.version === document.version ? entry.tokens : [];
      const span = spanOf(document, range);
      return entry.tokens.filter(({ found }) => found.start < span.end && span.start < found.end);
    },
    tokenAt(document, position) {
      const start = document.offsetAt(position);
      return this.tokensIn(document).find(({ found }) => contains(found, { start, end: start }));
    },
    scanned: async (document) => entryOf(document).scanning,
    onDidChange: changed.event,
    dispose() {
      entries.clear();
      subscriptions.dispose();
    },
  };
}

function documentTokens(document: vscode.TextDocument, found: readonly FoundToken[]): readonly DocumentToken[] {
  return found.map((token) => {
    let read: TokenReading | undefined;
    return {
      found: token,
      read: () => {
        read ??= readToken(document.getText(), token);
        return read;
      },
    };
  });
}

function untilOthersHadTheirTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
