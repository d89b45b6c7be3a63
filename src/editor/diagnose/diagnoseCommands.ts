import * as vscode from 'vscode';
import type { Comparison } from '../../core/diagnose/compare';
import type { DiagnosisReport } from '../../core/diagnose/diagnosis';
import { markdownComparison } from '../../core/present/markdownComparison';
import { diagnosing } from '../../parts';
import { cancellationIn } from '../commandArgument';
import { UserProblem } from '../registerCommand';
import type { VirtualDocuments } from '../virtualDocuments';
import { activeSource, askedSource, chosenSource } from './askedSource';
import { createDiagnosisProblems } from './diagnosisProblems';
import { createReportPanel } from './reportPanel';
import { type Diagnosed, runDiagnosis } from './runDiagnosis';
import { supportBundle } from './supportBundle';

/** What the commands do that `registerDiagnose` names, with the panel and the problems they fill. */
export interface DiagnoseCommands extends vscode.Disposable {
  diagnose(argument: unknown): Promise<DiagnosisReport | undefined>;
  diagnoseFile(argument: unknown): Promise<DiagnosisReport | undefined>;
  compare(argument: unknown): Promise<Comparison | undefined>;
}

export function createDiagnoseCommands(extensionUri: vscode.Uri, virtual: VirtualDocuments): DiagnoseCommands {
  const problems = createDiagnosisProblems();
  const panel = createReportPanel(extensionUri, {
    bundle: async (diagnosed) => showMarkdown('support-bundle.md', await supportBundle(diagnosed), virtual),
    compare: async (first) => {
      const second = await chosenSource('Compare with another log');
      if (second) await showComparison(first, await runDiagnosis(second), virtual);
    },
  });

  const present = async (diagnosed: Diagnosed): Promise<DiagnosisReport> => {
    problems.show(diagnosed);
    await panel.show(diagnosed);
    return diagnosed.report;
  };

  return {
    async diagnose(argument) {
      const source =
        (await askedSource(argument, virtual)) ?? (await activeSource()) ?? (await chosenSource('Diagnose a log'));
      return source && present(await runDiagnosis(source, cancellationIn(argument)));
    },
    async diagnoseFile(argument) {
      const source = (await askedSource(argument, virtual)) ?? (await chosenSource('Diagnose a log file'));
      return source && present(await runDiagnosis(source, cancellationIn(argument)));
    },
    async compare(argument) {
      const asked = sides(argument);
      const first = asked ? await askedSource(asked.first, virtual) : await activeSource();
      if (!first) throw new UserProblem('Open the first of the two logs, then compare it with another one.');
      const second = asked ? await askedSource(asked.second, virtual) : await chosenSource('Compare with another log');
      return second && showComparison(await runDiagnosis(first), await runDiagnosis(second), virtual);
    },
    dispose: () => vscode.Disposable.from(problems, panel).dispose(),
  };
}

async function showComparison(first: Diagnosed, second: Diagnosed, virtual: VirtualDocuments): Promise<Comparison> {
  const comparison = diagnosing().compareDiagnoses(first.report, second.report);
  const markdown = markdownComparison(comparison, [first.source.name, second.source.name]);
  await showMarkdown('comparison.md', markdown, virtual);
  return comparison;
}

/** Rendered where VS Code's Markdown preview is there, as text where it is not. */
async function showMarkdown(name: string, text: string, virtual: VirtualDocuments): Promise<void> {
  const document = await virtual.open(name, text);
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('markdown.showPreviewToSide', document.uri).then(undefined, () => undefined);
}

function sides(argument: unknown): { readonly first: unknown; readonly second: unknown } | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  return 'first' in argument && 'second' in argument ? argument : undefined;
}
