import type { Language } from '../callSites';
import type { HelperKit } from '../compiled/helperFile';
import { findCallSites } from '../okhttp/findCallSites';
import { type Dialect, forAndroid, type LibraryName, obstacle, wrapClients } from '../okhttp/wrapClients';
import { text as helper } from './helper/SpotifyAuth.java?text';
import { readCode } from './syntax';

const kit: HelperKit<LibraryName> = {
  marker: '// Auth Lens helper: spotify-auth, version 1',
  stem: 'SpotifyAuth',
  ending: '.java',
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
    const [clause = ''] = /^[\uFEFF \t]*package [\w.]+;/m.exec(source.text) ?? [];
    return forAndroid(text, source).replace(/^package .*\n\n/, clause === '' ? '' : `${clause.trim()}\n\n`);
  },
};

const dialect: Dialect = {
  kit,
  newClient: 'new okhttp3.OkHttpClient()',
  importLine: (name) => `import ${name};`,
  importType: 'import_declaration',
};

/** Java: OkHttp, and Retrofit, which sends through it. */
export const java: Language = {
  name: 'Java',
  grammars: { java: 'tree-sitter-java' },
  helperFiles: 'SpotifyAuth*.java',
  projectFiles: '{pom.xml,build.gradle,build.gradle.kts}',
  findCallSites: findCallSites(readCode),
  refactorings: { okhttp: wrapClients('okhttp', dialect), retrofit: wrapClients('retrofit', dialect) },
  obstacle,
};
