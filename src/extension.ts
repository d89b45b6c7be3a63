import type * as vscode from 'vscode';
import { registerCopyClaims } from './editor/copyClaims';
import { showCountdowns } from './editor/countdown';
import { registerDecodeToken } from './editor/decodeToken';
import { registerDiagnose } from './editor/diagnose/diagnoseCommands';
import { watchDocuments } from './editor/documents';
import { registerGoToToken } from './editor/goToToken';
import { registerHover } from './editor/hover';
import { watchSettings } from './editor/liveSettings';
import { createOutput } from './editor/output';
import { registerOpenSample } from './editor/sample/openSample';
import { showStatusBar } from './editor/statusBar';
import { startTicker } from './editor/tickerHost';
import { createVirtualDocuments } from './editor/virtualDocuments';
import { engine } from './engine';

/** Both extension hosts start here. What other extensions get is the pure core. */
export function activate(context: vscode.ExtensionContext): typeof engine {
  const output = createOutput();
  const settings = watchSettings(output);
  const documents = watchDocuments(output);
  const virtual = createVirtualDocuments();
  const ticker = startTicker(documents, settings);
  context.subscriptions.push(
    output,
    settings,
    documents,
    virtual,
    ticker,
    registerHover(documents, settings),
    showCountdowns(documents, settings, ticker),
    showStatusBar(documents, settings, ticker),
    registerDecodeToken(documents, virtual, output),
    registerCopyClaims(documents, output),
    registerGoToToken(documents, output),
    registerOpenSample(virtual, output),
    registerDiagnose(context.extensionUri, virtual, output),
  );
  return engine;
}
