import * as vscode from 'vscode';
import { markdownReport } from '../../core/present/markdownReport';
import { reportModel } from '../../core/present/report';
import { COMMANDS } from '../commandIds';
import { reportPage } from './reportPage';
import type { Diagnosed } from './runDiagnosis';

/** The panel with the report. There is one; the next diagnosis takes its place. */
export interface ReportPanel extends vscode.Disposable {
  show(diagnosed: Diagnosed): Promise<void>;
}

/** What the buttons of the page do; who handles them is not the panel's matter. */
export interface ReportActions {
  readonly bundle: (diagnosed: Diagnosed) => unknown;
  readonly compare: (diagnosed: Diagnosed) => unknown;
}

export function createReportPanel(extensionUri: vscode.Uri, actions: ReportActions): ReportPanel {
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  let panel: vscode.WebviewPanel | undefined;
  let shown: Diagnosed | undefined;

  const open = (): vscode.WebviewPanel => {
    const created = vscode.window.createWebviewPanel(
      'authLens.report',
      'Auth Lens: Diagnosis',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableCommandUris: false, localResourceRoots: [media] },
    );
    created.webview.onDidReceiveMessage((message: unknown) => shown && obey(message, shown, actions));
    created.onDidDispose(() => {
      panel = undefined;
      shown = undefined;
    });
    return created;
  };

  return {
    async show(diagnosed) {
      const commands = new Set(await vscode.commands.getCommands(true));
      panel ??= open();
      shown = diagnosed;
      const { webview } = panel;
      webview.html = reportPage(reportModel(diagnosed.report), {
        name: diagnosed.source.name,
        cspSource: webview.cspSource,
        nonce: crypto.randomUUID(),
        style: webview.asWebviewUri(vscode.Uri.joinPath(media, 'report.css')).toString(),
        script: webview.asWebviewUri(vscode.Uri.joinPath(media, 'report.js')).toString(),
        commands,
      });
      panel.reveal(undefined, true);
    },
    dispose: () => panel?.dispose(),
  };
}

/** Commands that the page may ask for by name. */
const ASKED: ReadonlySet<string> = new Set([
  COMMANDS.compareDiagnoses,
  COMMANDS.diagnose,
  COMMANDS.diagnoseFile,
  COMMANDS.openSample,
  'authLens.insertRefreshHandling',
]);

/** The page is ours, but a message is data like any other: what does not fit is not obeyed. */
async function obey(message: unknown, diagnosed: Diagnosed, actions: ReportActions): Promise<void> {
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  const { type, action, command, start, end, line } = message as Readonly<Record<string, unknown>>;
  if (type === 'reveal') {
    if (typeof start !== 'number' || typeof end !== 'number' || typeof line !== 'number') return;
    await diagnosed.source.reveal({ start, end, line });
  } else if (type === 'command') {
    if (typeof command === 'string' && ASKED.has(command)) await vscode.commands.executeCommand(command);
  } else if (action === 'copy') {
    await vscode.env.clipboard.writeText(markdownReport(diagnosed.report));
    void vscode.window.setStatusBarMessage('Auth Lens: the report is on the clipboard, without secrets.', 5000);
  } else if (action === 'bundle') {
    await actions.bundle(diagnosed);
  } else if (action === 'compare') {
    await actions.compare(diagnosed);
  }
}
