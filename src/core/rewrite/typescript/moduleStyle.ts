import type { SourceFile } from '../callSites';
import { oncePerTree } from '../oncePer';
import { lineEndOf, measureStyle, type Style } from '../style';
import { findRelativeModules, isModule } from './bindings';

/** How a file gets at other modules. */
export interface ModuleStyle extends Style {
  readonly language: 'typescript' | 'javascript';
  readonly modules: 'import' | 'require';
  /** Extension of a helper file beside this one. */
  readonly extension: string;
  /** What relative imports end in: nothing, or an extension. */
  readonly importEnding: string;
}

export const moduleStyleOf = oncePerTree((source: SourceFile): ModuleStyle => {
  const { text, path } = source;
  const language = source.languageId.startsWith('typescript') ? 'typescript' : 'javascript';
  const fileEnding = /\.([cm])[jt]sx?$/.exec(path)?.[1] ?? '';
  const modules =
    fileEnding === 'c' && language === 'javascript'
      ? 'require'
      : fileEnding !== 'm' && /\brequire\s*\(|\bmodule\.exports\b/.test(text) && !isModule(source)
        ? 'require'
        : 'import';
  const extension = `.${fileEnding}${language === 'typescript' ? 'ts' : 'js'}`;
  return {
    ...measureStyle(text),
    lineEnd: lineEndOf(text),
    language,
    modules,
    extension,
    importEnding: endingOf(source, modules, extension),
  };
});

/** As the file's other relative imports; without any, what Node needs for ES modules and nothing for the rest. */
function endingOf(source: SourceFile, modules: ModuleStyle['modules'], extension: string): string {
  const relative = findRelativeModules(source.text);
  const code = relative.filter((name) => !/\.(?:json|css|scss|svg|png|html|vue|svelte)$/.test(name));
  if (code.length > 0) {
    const ending =
      code.map((name) => /\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? '').sort((a, b) => b.length - a.length)[0] ?? '';
    if (ending === '') return '';
    return /ts/.test(ending) ? extension : extension.replace('ts', 'js');
  }
  if (extension.length > 3) return extension.replace('ts', 'js');
  return modules === 'import' && extension === '.js' && !/jsx|react/.test(source.languageId + source.path) ? '.js' : '';
}
