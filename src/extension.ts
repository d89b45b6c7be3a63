import type * as vscode from 'vscode';
import { createEngine, type Engine } from './createEngine';
import { registerDiagnose } from './editor/diagnose/registerDiagnose';
import { watchDocuments } from './editor/documents';
import { registerFindTokens } from './editor/files/registerFindTokens';
import { registerHover } from './editor/hover';
import { soon } from './editor/lazily';
import { watchSettings } from './editor/liveSettings';
import { createOutput } from './editor/output';
import { showing } from './editor/parts';
import { grammarReader } from './editor/refresh/grammars';
import { registerRefresh } from './editor/refresh/registerRefresh';
import { registerTokenCommands } from './editor/registerTokenCommands';
import { registerOpenSample } from './editor/sample/openSample';
import { createVirtualDocuments } from './editor/virtualDocuments';

/** Both extension hosts start here. What other extensions get is the pure core. */
export function activate(context: vscode.ExtensionContext): Engine {
  const engine = createEngine(grammarReader(context.extensionUri));
  const output = createOutput();
  const settings = watchSettings(output);
  const documents = watchDocuments(output);
  const virtual = createVirtualDocuments();
  context.subscriptions.push(
    output,
    settings,
    documents,
    virtual,
    registerHover(documents, settings),
    soon(() => showing().showUnasked(documents, settings)),
    registerTokenCommands(documents, virtual, output),
    registerOpenSample(virtual, output),
    registerDiagnose(context.extensionUri, virtual, output),
    registerFindTokens(context.extensionUri, virtual, output),
    registerRefresh(engine, settings, output),
  );
  return engine;
}
