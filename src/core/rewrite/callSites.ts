import type { Node } from 'web-tree-sitter';
import type { Span } from '../text/span';
import type { GapCode } from './gapCodes';
import type { NewFile, Rewrite } from './rewrite';

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

/** A call site as it is shown to people: the sentence and the weight come from the table of codes. */
export interface Gap {
  readonly code: GapCode;
  readonly span: Span;
  readonly message: string;
  readonly severity: 'warning' | 'information' | 'hint';
  readonly library: string;
  /** True when `insertRefresh` has an edit for it. */
  readonly fixable: boolean;
}

/** Changes all `targets` (at least one, all of the refactoring's library) at once; undefined where it cannot do so safely. */
export type Refactoring = (source: SourceFile, targets: readonly CallSite[]) => Rewrite | undefined;

/** One programming language (or a family that shares its rules): a row of the table in `rewrites.ts`. */
export interface Language {
  readonly name: string;
  /** VS Code's language identifier -> the grammar's file name without `.wasm`. */
  readonly grammars: Readonly<Record<string, string>>;
  /** Glob of the names that helper files have, whatever their folder. */
  readonly helperFiles: string;
  /** Glob of the names of files that mark the root of a project: each project has a helper of its own. */
  readonly projectFiles: string;
  /** All gaps of the file in text order. `SourceFile.root` may hold error nodes; the caller drops what touches them. */
  findCallSites(source: SourceFile): readonly CallSite[];
  /** By `CallSite.library`, for `missing-401-handling`. */
  readonly refactorings: Readonly<Record<string, Refactoring>>;
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
