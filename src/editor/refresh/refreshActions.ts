import * as vscode from 'vscode';
import type { Gap } from '../../core/rewrite/callSites';
import { rewriteFile } from '../../core/rewrite/rewriteFile';
import type { Rewriter } from '../../core/rewrite/rewriter';
import { type Span, touches } from '../../core/text/span';
import { rangeOf, spanOf } from '../convert';
import { fillInCommand } from './fillIn';
import { DIAGNOSTIC_SOURCE } from './gapDiagnostics';
import type { GapDocuments } from './gapDocuments';
import { type DocumentChange, refreshEdit } from './refreshEdit';

const QUICK_FIX = vscode.CodeActionKind.QuickFix;
/** Not `source.fixAll`: that runs on save where the user has it on for other tools, and this one creates files. */
const FIX_ALL = QUICK_FIX.append('authLens.all');
const REWRITE = vscode.CodeActionKind.RefactorRewrite.append('authLens');

/** The light bulb at a call that does not handle a 401, and at mistakes in code that does. */
export function registerRefreshActions(gaps: GapDocuments, rewriter: Rewriter): vscode.Disposable {
  /** After a key only what is at the cursor is judged: the rest of the file can wait for the pause. */
  const gapsAt = async (document: vscode.TextDocument, within: Span, isAsked: boolean): Promise<readonly Gap[]> => {
    const all = gaps.known(document);
    if (all === undefined && !isAsked) return [];
    if (all === undefined && gaps.latest(document) !== undefined) return gaps.findAt(document, within);
    return (all ?? (await gaps.find(document))).filter(({ span }) => touches(span, within));
  };

  return vscode.languages.registerCodeActionsProvider(
    '*',
    {
      async provideCodeActions(document, range, context, cancellation) {
        // By itself the light bulb only shows what is known; found are gaps after a pause in typing.
        const isAsked = context.triggerKind === vscode.CodeActionTriggerKind.Invoke;
        const { version } = document;
        const within = spanOf(document, range);
        const atCursor = await gapsAt(document, within, isAsked);
        const underlines = gaps.known(document) === undefined ? 'old' : 'new';
        const corrected = atCursor.flatMap((gap) => {
          const change = gap.correction && { ...gap.correction, newFiles: [] };
          return change ? actionsFor(document, version, change, { targets: [gap], underlines }, context) : [];
        });
        const touched = atCursor.filter((gap) => gap.fixable);
        if (touched.length === 0 && !isAsked) return corrected;

        const fileContext = await gaps.contextOf(document);
        if (!fileContext || cancellation.isCancellationRequested || document.version !== version) return corrected;
        const place = { ...fileContext, within };
        const inserted = touched.length === 0 ? [] : await rewriter.insertRefresh(document.getText(), place);
        const replaced = isAsked ? await rewriter.replaceHandWritten(document.getText(), place) : [];
        if (cancellation.isCancellationRequested) return [];
        const found = [...inserted, ...replaced].flatMap((rewrite) => {
          const targets = replaced.includes(rewrite)
            ? []
            : touched.filter(({ library }) => library === rewrite.library);
          return actionsFor(document, version, rewrite, { targets, underlines }, context);
        });
        const everywhere = touched.length > 0 && wants(context, FIX_ALL) ? fixAll(document, gaps, touched) : [];
        return [...corrected, ...found, ...everywhere];
      },

      async resolveCodeAction(action) {
        if (!(action instanceof FixAll)) return action;
        const { document, version } = action;
        const fileContext = await gaps.contextOf(document);
        if (!fileContext || document.version !== version) return action;
        const insert: Rewriter['insertRefresh'] = (text, place) =>
          rewriter.insertRefresh(text, { ...place, ...(action.leave && { leave: action.leave }) });
        const rewrite = await rewriteFile(insert, document.getText(), fileContext);
        if (rewrite) attach(action, { document, version, rewrite });
        return action;
      },
    },
    { providedCodeActionKinds: [QUICK_FIX, REWRITE] },
  );
}

/**
 * All calls of a file at once. What has a caution is among them only where the user is at something that has one, and the
 * title says so. After a key nobody has counted them again, and the title gives no number.
 */
function fixAll(document: vscode.TextDocument, gaps: GapDocuments, touched: readonly Gap[]): readonly FixAll[] {
  const known = gaps.known(document);
  const all = known ?? gaps.latest(document) ?? [];
  const isCautious = touched.some(({ caution }) => caution !== undefined);
  const calls = all.filter(({ fixable, caution }) => fixable && (isCautious || caution === undefined)).length;
  if (calls <= touched.length) return [];
  const leavesSome = !isCautious && all.some(({ caution }) => caution !== undefined);
  const count = known === undefined ? '' : `${calls} `;
  const title = leavesSome
    ? `Handle expired tokens in the ${count}places of this file that have a token of their own`
    : `Handle expired tokens in all ${count}places of this file${isCautious ? ', as the one account of the helper' : ''}`;
  return [new FixAll(document, title, leavesSome ? 'cautions' : undefined)];
}

/** Its edit is made when it is chosen, of the version it was offered for. */
class FixAll extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly leave: 'cautions' | undefined;

  constructor(document: vscode.TextDocument, title: string, leave: 'cautions' | undefined) {
    super(title, FIX_ALL);
    this.document = document;
    this.version = document.version;
    this.leave = leave;
  }
}

/** A fix where the user sees a diagnostic; the same as a refactoring where it is asked for, or nothing is underlined. */
function actionsFor(
  document: vscode.TextDocument,
  version: number,
  rewrite: DocumentChange['rewrite'],
  { targets, underlines }: { readonly targets: readonly Gap[]; readonly underlines: 'old' | 'new' },
  context: vscode.CodeActionContext,
): readonly vscode.CodeAction[] {
  const all = oursWithCodes(document, targets);
  const diagnostics = all.filter(({ code, range }) =>
    targets.some((gap) => gap.code === code && rangeOf(document, gap.span).isEqual(range)),
  );
  // Old underlines have moved with the text in the window, but not here.
  const isUnderlined = underlines === 'old' ? all.length > 0 : diagnostics.length > 0;
  const asRefactoring = context.only !== undefined && !wants(context, QUICK_FIX);
  const kind = !isUnderlined || asRefactoring ? REWRITE : QUICK_FIX;
  if (!wants(context, kind)) return [];
  const action = new vscode.CodeAction(rewrite.title, kind);
  attach(action, { document, version, rewrite });
  if (!action.edit) return [];
  if (kind === QUICK_FIX) {
    action.diagnostics = diagnostics;
    // Only the user knows whose token it was.
    action.isPreferred = rewrite.caution === undefined;
  }
  return [action];
}

/** The edit, and what comes after it; neither where the document has changed since. */
function attach(action: vscode.CodeAction, change: DocumentChange): void {
  const edit = change.document.isClosed ? undefined : refreshEdit([change]);
  const command = edit && fillInCommand([change]);
  if (edit) action.edit = edit;
  if (command) action.command = command;
}

function oursWithCodes(document: vscode.TextDocument, targets: readonly Gap[]): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, code }) => source === DIAGNOSTIC_SOURCE && targets.some((gap) => gap.code === code));
}

function wants({ only }: vscode.CodeActionContext, kind: vscode.CodeActionKind): boolean {
  return only === undefined || only.contains(kind);
}
