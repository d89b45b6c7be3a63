import type { Node } from 'web-tree-sitter';
import type { Edit } from '../text/edit';
import type { Span } from '../text/span';
import type { GapCode } from './gapCodes';
import type { Lack } from './lacks';
import type { NewFile, Offer } from './rewrite';

/** What the caller knows about the file besides its text. */
export interface FileContext {
  /** VS Code's language identifier: `typescript`, `typescriptreact`, `python`, … */
  readonly languageId: string;
  /** Relative to the workspace folder where there is one, with `/`. Decides what is skipped and where a helper goes. */
  readonly path: string;
  /**
   * The project's files that are named like a helper (`Language.helperFiles`): ours, so that no second one is made, and
   * the user's own, so that none is overwritten. None when left out.
   */
  readonly helpers?: readonly NewFile[];
}

/** A parsed file: what every rule and every refactoring works on. */
export interface SourceFile extends FileContext {
  readonly text: string;
  readonly root: Node;
}

/** A place in the code that talks to Spotify and misses something. */
export interface CallSite {
  readonly code: GapCode;
  /** The client library as people install it: `fetch`, `axios`, `requests`. Picks the refactoring. */
  readonly library: string;
  /** What a refactoring changes: the call, or the expression that makes the client the calls go through. */
  readonly node: Node;
  /** What the editor underlines; the whole of `node` where it is left out. */
  readonly span?: Span;
}

/** A call that is followed by its own answer to a 401: refresh, then the same call once more. */
export interface HandWritten {
  /** The call and its repetition, as the refactoring of their library takes them. */
  readonly sites: readonly CallSite[];
  /** The statement that handles the 401 and does nothing else. */
  readonly handling: Node;
  /** What it lacks, the gravest first; never empty. */
  readonly lacks: readonly Lack[];
}

/** A call site as it is shown to people: the sentence and the weight come from the table of codes. */
export interface Gap {
  readonly code: GapCode;
  readonly span: Span;
  /** What is missing or wrong; where nothing can change it for the user, also why, or what to do by hand. */
  readonly message: string;
  readonly severity: 'warning' | 'information' | 'hint';
  readonly library: string;
  /** True when `insertRefresh` has an edit for it. */
  readonly fixable: boolean;
  /** What else the edit changes, so that only the user can judge it: see `Rewrite.caution`. */
  readonly caution?: string;
  /** What puts a mistake right that is not a missing refresh. */
  readonly correction?: Correction;
}

/** A small change in the file itself, with a title of its own for the light bulb. */
export interface Correction {
  readonly title: string;
  /** Offsets in the text the gap was found in; never overlapping. */
  readonly edits: readonly Edit[];
}

/** Puts one mistake right; undefined where it cannot do so safely. */
export type Correct = (source: SourceFile, site: CallSite) => Correction | undefined;

/** Changes all `targets` (at least one, all of the refactoring's library) at once; undefined where it cannot do so safely. */
export type Refactoring = (source: SourceFile, targets: readonly CallSite[]) => Offer | undefined;

/** One programming language (or a family that shares its rules): a row of the table in `rewrites.ts`. */
export interface Language {
  readonly name: string;
  /** VS Code's language identifier -> the grammar's file name without `.wasm`. */
  readonly grammars: Readonly<Record<string, string>>;
  /** Glob of the names that helper files have, whatever their folder. */
  readonly helperFiles: string;
  /** Glob of the names of files that mark the root of a project: each project has a helper of its own. */
  readonly projectFiles: string;
  /**
   * The gaps of the file. `SourceFile.root` may hold error nodes; the caller drops what touches them.
   *
   * @param within where somebody asks about one place: what does not touch it need not be judged, and is dropped
   */
  findCallSites(source: SourceFile, within?: Span): readonly CallSite[];
  /** Codes that the refactorings take care of beside `missing-401-handling`. */
  readonly alsoFixes?: ReadonlySet<GapCode>;
  /** By `CallSite.library`, for `missing-401-handling`. */
  readonly refactorings: Readonly<Record<string, Refactoring>>;
  /** By code, for the mistakes that need the language's syntax; those in a single string have theirs in `textCorrections`. */
  readonly corrections?: Readonly<Partial<Record<GapCode, Correct>>>;
  /** Calls whose 401 people handle themselves, in a way that lacks something and can be replaced as a whole. */
  findHandWritten?(source: SourceFile): readonly HandWritten[];
  /** Why a site that nothing changes is left alone, and what to do by hand: a sentence for the user. */
  obstacle?(source: SourceFile, site: CallSite): string | undefined;
}

/** What client libraries call the functions that send a request, in every language that is known so far. */
export const REQUEST_METHODS: ReadonlySet<string> = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'request',
  'stream',
]);
