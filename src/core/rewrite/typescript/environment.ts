import type { SourceFile } from '../callSites';
import { oncePerTree } from '../oncePer';
import type { Environment } from './pieces';

/** Where the code runs and whose tokens it uses, by what the file says; on a server for a user where it says nothing. */
export const environmentOf = oncePerTree((source: SourceFile): Environment => {
  if (isBrowser(source)) return 'browser';
  return /client_credentials|clientCredentialsGrant/.test(source.text) ? 'app' : 'user';
});

function isBrowser({ text, languageId, path }: SourceFile): boolean {
  if (/^\s*(?:\/\/[^\n]*\s*)*['"]use client['"]/.test(text)) return true;
  if (SERVER.test(text)) return false;
  return (
    BROWSER.test(text) || IN_BROWSER.test(path) || languageId === 'typescriptreact' || languageId === 'javascriptreact'
  );
}

/** Folders whose code is sent to browsers, where none of it says that it stays. */
const IN_BROWSER = /(?:^|\/)(?:client|frontend|front-end|webapp|components|hooks|composables)\//i;

const SERVER =
  /^[\uFEFF \t]*['"]use server['"]|['"]node:|(?:from |require\()['"](?:fs|fs\/promises|http|https|os|path|crypto|child_process|express|fastify|koa|hono|dotenv|dotenv\/config|next\/server|next\/headers|discord\.js|server-only)['"]|process\.env\.(?!NEXT_PUBLIC_|REACT_APP_|VITE_|PUBLIC_|EXPO_PUBLIC_|NODE_ENV)|NextApiRe(?:quest|sponse)|GetServerSideProps/m;

const BROWSER =
  /\b(?:localStorage|sessionStorage|document)\s*[.[]|\bwindow\s*\.|import\.meta\.env|(?:from |require\()['"](?:react|react-dom|react-native|react-router(?:-dom)?|react-redux|@reduxjs\/toolkit|zustand|vue|vue-router|vuex|pinia|svelte|preact|@angular\/core|solid-js|js-cookie|universal-cookie)['"]/;

/** How the user's code names what the set-up needs; the usual names where it does not say. */
export interface Settings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export function settingsOf({ text }: SourceFile): Settings {
  return {
    clientId: environmentVariable(text, /CLIENT_?ID|SPOTIFY_?ID/i) ?? 'SPOTIFY_CLIENT_ID',
    clientSecret: environmentVariable(text, /CLIENT_?SECRET|SPOTIFY_?SECRET/i) ?? 'SPOTIFY_CLIENT_SECRET',
    refreshToken: environmentVariable(text, /REFRESH_?TOKEN/i) ?? 'SPOTIFY_REFRESH_TOKEN',
  };
}

function environmentVariable(text: string, pattern: RegExp): string | undefined {
  for (const [, name = ''] of text.matchAll(/\bprocess\.env\.([A-Za-z_]\w*)/g)) if (pattern.test(name)) return name;
  return undefined;
}

/** The client id that code in a browser may hold: an environment variable of the bundler, or the literal that is there. */
export function publicClientId({ text }: SourceFile): string | undefined {
  const variable = /\b(?:import\.meta\.env|process\.env)\.\w*CLIENT_?ID\w*/i.exec(text)?.[0];
  if (variable !== undefined) return variable.startsWith('process') ? `${variable} ?? ""` : variable;
  const literal = /\bclient_?id\s*(?::\s*string\s*)?[:=]\s*(['"])([\w-]{8,64})\1/i.exec(text)?.[2];
  return literal === undefined ? undefined : `"${literal}"`;
}
