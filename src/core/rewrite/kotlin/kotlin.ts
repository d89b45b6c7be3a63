import type { Language, SourceFile } from '../callSites';
import type { HelperKit } from '../compiled/helperFile';
import { findCallSites } from '../okhttp/findCallSites';
import { type Dialect, forAndroid, type LibraryName, obstacle, wrapClients } from '../okhttp/wrapClients';
import { text as helper } from './helper/SpotifyAuth.kt?text';
import { readCode } from './syntax';

const kit: HelperKit<LibraryName> = {
  marker: '// Auth Lens helper: spotify-auth, version 1',
  stem: 'SpotifyAuth',
  ending: '.kt',
  indent: '    ',
  scope: 'project',
  pieces: () => [{ provides: 'class SpotifyAuth', text: helper }],
  settings: {
    read: /getenv\("(\w+)"\)/g,
    clientId: /CLIENT_?ID/i,
    clientSecret: /SECRET/i,
    refreshToken: /REFRESH_?TOKEN/i,
  },
  render: ([text = ''], source) => {
    const [clause = ''] = /^[\uFEFF \t]*package [\w.]+/m.exec(source.text) ?? [];
    const placed = forAndroid(text, source).replace(/^package .*\n\n/, clause === '' ? '' : `${clause.trim()}\n\n`);
    return usesOldOkHttp(source) ? withFunctions(placed) : placed;
  },
};

/** OkHttp 4 made properties of what were functions; Retrofit's answers still have functions of those names. */
function usesOldOkHttp({ text }: SourceFile): boolean {
  return !/retrofit2/.test(text) && /\.(?:code|body|headers|message)\(\)/.test(text);
}

function withFunctions(text: string): string {
  return text.replace(
    /\b(?:(?:response|prior)\.(?:code|body|request|priorResponse)|request\.url|client\.authenticator)\b/g,
    '$&()',
  );
}

const dialect: Dialect = {
  kit,
  newClient: 'okhttp3.OkHttpClient()',
  importLine: (name) => `import ${name}`,
  importType: 'import',
};

/** Kotlin: OkHttp, and Retrofit, which sends through it. */
export const kotlin: Language = {
  name: 'Kotlin',
  grammars: { kotlin: 'tree-sitter-kotlin' },
  helperFiles: 'SpotifyAuth*.kt',
  projectFiles: '{pom.xml,build.gradle,build.gradle.kts}',
  findCallSites: findCallSites(readCode),
  refactorings: { okhttp: wrapClients('okhttp', dialect), retrofit: wrapClients('retrofit', dialect) },
  obstacle,
};
