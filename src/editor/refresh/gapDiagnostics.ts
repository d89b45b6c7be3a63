import * as vscode from 'vscode';
import type { Gap } from '../../core/rewrite/callSites';
import { rangeOf } from '../convert';
import type { LiveSettings } from '../liveSettings';
import type { Settings } from '../settings';
import type { GapDocuments } from './gapDocuments';

export const DIAGNOSTIC_SOURCE = 'Auth Lens';

/** Gaps as diagnostics, of the version they were found in. */
export function showGapDiagnostics(gaps: GapDocuments, settings: LiveSettings): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('authLens.refresh');
  const show = (document: vscode.TextDocument) => {
    collection.set(document.uri, diagnosticsOf(document, gaps.known(document) ?? [], settings.current()));
  };
  return vscode.Disposable.from(
    collection,
    gaps.onDidChange(show),
    settings.onDidChange(() => vscode.workspace.textDocuments.forEach(show)),
  );
}

function diagnosticsOf(document: vscode.TextDocument, gaps: readonly Gap[], settings: Settings): vscode.Diagnostic[] {
  return gaps.flatMap((gap) => {
    const severity = severityOf(gap, settings);
    if (severity === undefined) return [];
    const diagnostic = new vscode.Diagnostic(rangeOf(document, gap.span), gap.message, severity);
    diagnostic.source = DIAGNOSTIC_SOURCE;
    diagnostic.code = gap.code;
    return [diagnostic];
  });
}

const SEVERITIES = {
  off: undefined,
  hint: vscode.DiagnosticSeverity.Hint,
  information: vscode.DiagnosticSeverity.Information,
  warning: vscode.DiagnosticSeverity.Warning,
  error: vscode.DiagnosticSeverity.Error,
} as const;

/** The user says how much a missing refresh weighs; other mistakes weigh what the core says, unless all is off. */
function severityOf(gap: Gap, settings: Settings): vscode.DiagnosticSeverity | undefined {
  const chosen = SEVERITIES[settings['missingRefresh.severity']];
  if (chosen === undefined || gap.code === 'missing-401-handling') return chosen;
  const own = SEVERITIES[gap.severity];
  // A larger number weighs less.
  return gap.code === 'proactive-only' ? Math.max(own, chosen) : own;
}
