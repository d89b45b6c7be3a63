import { streamFile } from '@host/fileStream';
import * as vscode from 'vscode';
import type { Span } from '../../core/text/span';
import type { FileBytes } from '../../host/fileBytes';
import { nameOf } from '../commandArgument';

/** A log to diagnose: text in pieces, and how to show a place in it. */
export interface LogSource {
  /** For a person: the file's name. */
  readonly name: string;
  /** Bytes of a file, UTF-16 units of a text: near enough to each other for a progress bar and for limits. */
  readonly size: number;
  /** From the start, each time. */
  read(): AsyncIterable<string>;
  /** What stands before the text in its document, where it is a part of one. */
  readonly before: { readonly units: number; readonly lines: number };
  readonly uri?: vscode.Uri;
  /** Opens the log with the place selected. `line` counts from 1, for files that VS Code gives to no extension. */
  reveal(place: Span & { readonly line: number }): Promise<void>;
}

/** Work on a piece of this many UTF-16 units is short enough not to be felt, and the event loop gets its turn after it. */
const SLICE_UNITS = 1 << 18;

/** A document, or the part of it that is selected. */
export function documentSource(document: vscode.TextDocument, part?: vscode.Range): LogSource {
  const text = document.getText(part);
  const start = part?.start ?? new vscode.Position(0, 0);
  return {
    name: nameOf(document.uri),
    size: text.length,
    read: () => slices(text),
    before: { units: document.offsetAt(start), lines: start.line },
    uri: document.uri,
    reveal: (place) => revealIn(document.uri, place),
  };
}

/** Text that is in no document. `open` makes one when a place in it is to be shown. */
export function textSource(name: string, text: string, open: () => Promise<vscode.TextDocument>): LogSource {
  let shown: Promise<vscode.TextDocument> | undefined;
  return {
    name,
    size: text.length,
    read: () => slices(text),
    before: { units: 0, lines: 0 },
    reveal: async (place) => {
      shown ??= open();
      await select(await shown, place);
    },
  };
}

/** A file, also one of those over 50 MB that VS Code does not hand to extensions. */
export async function fileSource(uri: vscode.Uri): Promise<LogSource> {
  const file = uri.scheme === 'file' ? await streamFile(uri.fsPath).catch(() => wholeFile(uri)) : await wholeFile(uri);
  return {
    name: nameOf(uri),
    size: file.bytes,
    read: () => decoded(file.read()),
    before: { units: 0, lines: 0 },
    uri,
    reveal: (place) => revealIn(uri, place),
  };
}

async function wholeFile(uri: vscode.Uri): Promise<FileBytes> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  return { bytes: bytes.length, read: () => pieces(bytes) };
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE_UNITS) {
    yield bytes.subarray(at, at + SLICE_UNITS);
    await turn();
  }
}

async function* slices(text: string): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += SLICE_UNITS) {
    yield text.slice(at, at + SLICE_UNITS);
    await turn();
  }
}

/** UTF-8, without the byte order mark: the offsets are those of the document that VS Code would make of it. */
async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    yield decoder.decode(chunk, { stream: true });
    await turn();
  }
  yield decoder.decode();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function revealIn(uri: vscode.Uri, place: Span & { readonly line: number }): Promise<void> {
  try {
    await select(await vscode.workspace.openTextDocument(uri), place);
  } catch {
    // Too large to be given to an extension: VS Code itself can still show it, by line.
    const line = place.line - 1;
    const options: vscode.TextDocumentShowOptions = {
      selection: new vscode.Range(line, 0, line, 0),
      viewColumn: vscode.ViewColumn.One,
    };
    await vscode.commands.executeCommand('vscode.open', uri, options);
  }
}

async function select(document: vscode.TextDocument, place: Span): Promise<void> {
  const selection = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(document, { selection, viewColumn });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
