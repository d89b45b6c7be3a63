import * as vscode from 'vscode';
import type { FileContext, Gap } from '../../core/rewrite/callSites';
import { mayHaveGaps } from '../../core/rewrite/mayHaveGaps';
import type { Rewriter } from '../../core/rewrite/rewriter';
import type { Span } from '../../core/text/span';
import type { LiveSettings } from '../liveSettings';
import type { Output } from '../output';
import type { HelperFiles } from './helperFiles';
import { languageOf } from './languages';
import { isEditable, placeOf } from './place';

/** The gaps of every document, found once per version: after a pause in typing, or when somebody asks for all of them. */
export interface GapDocuments extends vscode.Disposable {
  /** Those of the present version, where they have been found already. */
  known(document: vscode.TextDocument): readonly Gap[] | undefined;
  /** Those of the last version of which all have been found: how many there are, not where. */
  latest(document: vscode.TextDocument): readonly Gap[] | undefined;
  /** Those that touch a place, judged now and by themselves. None when the document changes meanwhile. */
  findAt(document: vscode.TextDocument, within: Span): Promise<readonly Gap[]>;
  /** Finds them now. None when the document changes meanwhile. */
  find(document: vscode.TextDocument): Promise<readonly Gap[]>;
  /** What the core needs to know beside the text; undefined where it cannot help. */
  contextOf(document: vscode.TextDocument): Promise<FileContext | undefined>;
  /** The gaps of this document were found, or lost with it. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

/** Long enough for nothing to happen between two keys, short enough to be there when the user looks up. */
const PAUSE_MS = 500;

interface Entry {
  readonly version: number;
  readonly finding: Promise<readonly Gap[]>;
  readonly earlier: readonly Gap[] | undefined;
  gaps?: readonly Gap[];
}

export function watchGaps(
  rewriter: Rewriter,
  helperFiles: HelperFiles,
  settings: LiveSettings,
  output: Output,
): GapDocuments {
  const entries = new Map<vscode.TextDocument, Entry>();
  const pauses = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  const changed = new vscode.EventEmitter<vscode.TextDocument>();

  const contextOf = async (document: vscode.TextDocument): Promise<FileContext | undefined> => {
    if (!isEditable(document) || !/spotify/i.test(document.getText())) return undefined;
    const language = languageOf(document.languageId);
    if (!language) return undefined;
    const place = placeOf(document);
    const helpers = await helperFiles.near(place, language);
    return { languageId: document.languageId, path: place.path, helpers };
  };
  /** So that whoever opens the light bulb does not wait for a search through the folders of the project. */
  const searchAhead = (document: vscode.TextDocument) =>
    void contextOf(document).catch(() => output.warn('not-checked'));

  const analyse = async (document: vscode.TextDocument, within?: Span): Promise<readonly Gap[]> => {
    const { languageId } = document;
    if (!isEditable(document) || !languageOf(languageId) || !mayHaveGaps(document.getText())) return [];
    const { path } = placeOf(document);
    try {
      const gaps = await rewriter.findGaps(document.getText(), { languageId, path, ...(within && { within }) });
      if (gaps.some(({ fixable }) => fixable)) searchAhead(document);
      return gaps;
    } catch {
      // In the background nobody asked for anything: the log is the place for it.
      output.warn('not-checked');
      return [];
    }
  };

  const find = (document: vscode.TextDocument): Promise<readonly Gap[]> => {
    const known = entries.get(document);
    if (known?.version === document.version) return known.finding;
    const { version } = document;
    const finding = analyse(document).then((gaps) => {
      if (document.isClosed || document.version !== version) return [];
      entry.gaps = gaps;
      changed.fire(document);
      return gaps;
    });
    const entry: Entry = { version, finding, earlier: known?.gaps ?? known?.earlier };
    entries.set(document, entry);
    return finding;
  };

  const schedule = (document: vscode.TextDocument) => {
    clearTimeout(pauses.get(document));
    const check = () => {
      pauses.delete(document);
      if (settings.current()['missingRefresh.severity'] !== 'off') void find(document);
    };
    pauses.set(document, setTimeout(check, PAUSE_MS));
  };
  const drop = (document: vscode.TextDocument) => {
    clearTimeout(pauses.get(document));
    pauses.delete(document);
    if (entries.delete(document)) changed.fire(document);
  };
  const scheduleAll = () => vscode.workspace.textDocuments.forEach(schedule);

  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.onDidOpenTextDocument(schedule),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) schedule(document);
    }),
    vscode.workspace.onDidCloseTextDocument(drop),
    settings.onDidChange(scheduleAll),
  );
  scheduleAll();

  return {
    known(document) {
      const entry = entries.get(document);
      return entry?.version === document.version ? entry.gaps : undefined;
    },
    latest(document) {
      const entry = entries.get(document);
      return entry?.gaps ?? entry?.earlier;
    },
    find,
    findAt: analyse,
    contextOf,
    onDidChange: changed.event,
    dispose() {
      for (const pause of pauses.values()) clearTimeout(pause);
      entries.clear();
      subscriptions.dispose();
    },
  };
}
