import * as vscode from 'vscode';
import type { Output } from './output';
import { type Settings, settingsFrom } from './settings';

/** The settings as they are now, and word of every change. */
export interface LiveSettings extends vscode.Disposable {
  current(): Settings;
  readonly onDidChange: vscode.Event<Settings>;
}

export function watchSettings(output: Output): LiveSettings {
  const changed = new vscode.EventEmitter<Settings>();
  // Read when somebody asks first, which nobody does while the extension is being activated.
  let settings: Settings | undefined;
  const watching = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('authLens') && !event.affectsConfiguration('workbench.reduceMotion')) return;
    settings = read(output);
    changed.fire(settings);
  });
  return {
    current() {
      settings ??= read(output);
      return settings;
    },
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(watching, changed).dispose(),
  };
}

function read(output: Output): Settings {
  const configuration = vscode.workspace.getConfiguration('authLens');
  const settings = settingsFrom(
    (name) => configuration.get(name),
    (name) => output.warn('bad-setting', { setting: name }),
  );
  const reduced = vscode.workspace.getConfiguration('workbench').get('reduceMotion') === 'on';
  return reduced ? Object.freeze({ ...settings, 'hover.motion': 'still' }) : settings;
}
