import * as vscode from 'vscode';
import { rangeOf } from '../convert';
import type { Diagnosed } from './runDiagnosis';

/** Diagnosed causes as entries of the Problems view, at their first evidence; they go when the text changes. */
export interface DiagnosisProblems extends vscode.Disposable {
  show(diagnosed: Diagnosed): void;
}

export function createDiagnosisProblems(): DiagnosisProblems {
  const collection = vscode.languages.createDiagnosticCollection('authLens.diagnosis');
  const forget = (document: vscode.TextDocument) => collection.delete(document.uri);
  const subscriptions = vscode.Disposable.from(
    collection,
    vscode.workspace.onDidChangeTextDocument(({ document }) => forget(document)),
    vscode.workspace.onDidCloseTextDocument(forget),
  );
  return {
    show({ source, report }) {
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === source.uri?.toString());
      if (!document) return;
      const problems = report.causes.flatMap(({ cause, sentence, evidence, handled }): readonly vscode.Diagnostic[] => {
        const [first, ...others] = evidence;
        if (!first || cause === 'none') return [];
        const severity = handled ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
        const problem = new vscode.Diagnostic(rangeOf(document, first), sentence, severity);
        problem.source = 'Auth Lens';
        problem.code = cause;
        problem.relatedInformation = others.map(
          (one) =>
            new vscode.DiagnosticRelatedInformation(
              new vscode.Location(document.uri, rangeOf(document, one)),
              'This shows it too.',
            ),
        );
        return [problem];
      });
      collection.set(document.uri, problems);
    },
    dispose: () => subscriptions.dispose(),
  };
}
