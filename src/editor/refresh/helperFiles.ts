import * as vscode from 'vscode';
import type { Language } from '../../core/rewrite/callSites';
import { isExcluded } from '../../core/rewrite/exclusions';
import type { NewFile } from '../../core/rewrite/rewrite';
import type { Place } from './place';
import { searchExclusions } from './searchExclusions';

/** The files of a project that are named like a helper. Where they are is looked up once, and again when that changes. */
export interface HelperFiles extends vscode.Disposable {
  near(place: Place, language: Language): Promise<readonly NewFile[]>;
}

/** Nobody has more; in a repository with hundreds of projects some are not told apart. */
const MOST = 500;

export function watchHelperFiles(): HelperFiles {
  const known = new Map<string, Promise<readonly vscode.Uri[]>>();
  const watchers = new Map<string, vscode.Disposable>();

  const forget = () => known.clear();
  const watch = (glob: string) => {
    if (watchers.has(glob)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${glob}`);
    watchers.set(glob, vscode.Disposable.from(watcher, watcher.onDidCreate(forget), watcher.onDidDelete(forget)));
  };
  // Sooner than the watcher, which hears of a file some time after it was made.
  const operations = vscode.Disposable.from(
    vscode.workspace.onDidCreateFiles(forget),
    vscode.workspace.onDidDeleteFiles(forget),
    vscode.workspace.onDidRenameFiles(forget),
  );

  const find = (place: Place, glob: string): Promise<readonly vscode.Uri[]> => {
    watch(glob);
    const scope = scopeOf(place, glob);
    if (!scope) return Promise.resolve([]);
    const key = `${scope.baseUri.toString()} ${scope.pattern}`;
    const uris =
      known.get(key) ?? Promise.resolve(vscode.workspace.findFiles(scope, searchExclusions(place.folder), MOST));
    known.set(key, uris);
    return uris;
  };

  return {
    async near(place, { helperFiles, projectFiles }) {
      const helpers = await find(place, helperFiles);
      if (helpers.length === 0) return [];
      const projects = (await find(place, projectFiles)).map((uri) => folderOf(pathOf(uri, place)));
      const project = projectOf(place.path, projects);
      const own = helpers.filter((uri) => {
        const path = pathOf(uri, place);
        return !isExcluded(path, '') && projectOf(path, projects) === project;
      });
      const files = await Promise.all(own.map((uri) => readFile(uri, pathOf(uri, place))));
      return files.filter((file) => file !== undefined).sort(byDepth);
    },
    dispose: () => vscode.Disposable.from(operations, ...watchers.values()).dispose(),
  };
}

/** The workspace folder with all below it; without one, only what lies beside the file. */
function scopeOf({ folder, path, uriOf }: Place, glob: string): vscode.RelativePattern | undefined {
  if (folder) return new vscode.RelativePattern(folder, `**/${glob}`);
  const beside = uriOf(folderOf(path));
  return beside && new vscode.RelativePattern(beside, glob);
}

function pathOf(uri: vscode.Uri, { folder }: Place): string {
  return folder ? vscode.workspace.asRelativePath(uri, false) : uri.path;
}

/** Without the last `/`. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The nearest folder above the file that is a project; the workspace folder where none is. */
function projectOf(path: string, projects: readonly string[]): string {
  const above = projects.filter((project) => path.startsWith(`${project}/`));
  return above.reduce((nearest, project) => (project.length > nearest.length ? project : nearest), '');
}

/** As the user sees it, saved or not. */
async function readFile(uri: vscode.Uri, path: string): Promise<NewFile | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return { path, text: open.getText() };
  // A file that was removed in between is none.
  const bytes = await vscode.workspace.fs.readFile(uri).then(undefined, () => undefined);
  return bytes && { path, text: new TextDecoder().decode(bytes) };
}

function byDepth(a: NewFile, b: NewFile): number {
  return a.path.split('/').length - b.path.split('/').length || (a.path < b.path ? -1 : 1);
}
