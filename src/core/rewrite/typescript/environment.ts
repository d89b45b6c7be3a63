import type { Span } from '../../text/span';
import type { SourceFile } from '../callSites';
import { oncePerTree } from '../oncePer';
import { occurs, placesIn } from '../places';
import type { Environment } from './pieces';

/** Where the code runs and whose tokens it uses, by what the file says; on a server for a user where it says nothing. */
export const environmentOf = oncePerTree((source: SourceFile): Environment => {
  if (isBrowser(source)) return 'browser';
  return occurs(source, APP) ? 'app' : 'user';
});

const APP = /client_credentials|clientCredentialsGrant/g;

function isBrowser(source: SourceFile): boolean {
  const { text, languageId, path } = source;
  if (/^\s*(?:\/\/[^\n]*\s*)*['"]use client['"]/.test(text)) return true;
  if (occurs(source, SERVER)) return false;
  return (
    usesBrowser(source) || IN_BROWSER.test(path) || languageId === 'typescriptreact' || languageId === 'javascriptreact'
  );
}

/** Folders whose code is sent to browsers, where none of it says that it stays. */
const IN_BROWSER = /(?:^|\/)(?:client|frontend|front-end|webapp|components|hooks|composables)\//i;

const SERVER =
  /^[\uFEFF \t]*['"]use server['"]|['"]node:|(?:from |require\()['"](?:fs|fs\/promises|http|https|os|path|crypto|child_process|express|fastify|koa|hono|dotenv|dotenv\/config|next\/server|next\/headers|discord\.js|server-only)['"]|process\.env\.(?!NEXT_PUBLIC_|REACT_APP_|VITE_|PUBLIC_|EXPO_PUBLIC_|NODE_ENV)|NextApiRe(?:quest|sponse)|GetServerSideProps/gm;

/** An object of browsers is used where something of it is: that may stand in the next line. */
function usesBrowser(source: SourceFile): boolean {
  const isUsed = ({ start, end }: Span) =>
    /^(?:window\s*\.|\w+(?<!window)\s*[.[])/.test(source.text.slice(start, end + 200));
  return occurs(source, BROWSER) || placesIn(source).of(BROWSER_OBJECTS).some(isUsed);
}

const BROWSER_OBJECTS = /\b(?:localStorage|sessionStorage|document|window)\b/g;

const BROWSER =
  /import\.meta\.env|(?:from |require\()['"](?:react|react-dom|react-native|react-router(?:-dom)?|react-redux|@reduxjs\/toolkit|zustand|vue|vue-router|vuex|pinia|svelte|preact|@angular\/core|solid-js|js-cookie|universal-cookie)['"]/g;

/** How the user's code names what the set-up needs; the usual names where it does not say. */
export interface Settings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export function settingsOf(source: SourceFile): Settings {
  const variables = placesIn(source)
    .of(VARIABLES)
    .map(({ start, end }) => source.text.slice(start, end).replace('process.env.', ''));
  const named = (pattern: RegExp) => variables.find((name) => pattern.test(name));
  return {
    clientId: named(/CLIENT_?ID|SPOTIFY_?ID/i) ?? 'SPOTIFY_CLIENT_ID',
    clientSecret: named(/CLIENT_?SECRET|SPOTIFY_?SECRET/i) ?? 'SPOTIFY_CLIENT_SECRET',
    refreshToken: named(/REFRESH_?TOKEN/i) ?? 'SPOTIFY_REFRESH_TOKEN',
  };
}

const VARIABLES = /\bprocess\.env\.[A-Za-z_]\w*/g;

/** The client id that code in a browser may hold: an environment variable of the bundler, or the literal that is there. */
export function publicClientId(source: SourceFile): string | undefined {
  const { text } = source;
  const [place] = placesIn(source).of(PUBLIC_VARIABLE);
  const variable = place && text.slice(place.start, place.end);
  if (variable !== undefined) return variable.startsWith('process') ? `${variable} ?? ""` : variable;
  if (!occurs(source, CLIENT_ID)) return undefined;
  const literal = /\bclient_?id\s*(?::\s*string\s*)?[:=]\s*(['"])([\w-]{8,64})\1/i.exec(text)?.[2];
  return literal === undefined ? undefined : `"${literal}"`;
}

const PUBLIC_VARIABLE = /\b(?:import\.meta\.env|process\.env)\.\w*CLIENT_?ID\w*/gi;
const CLIENT_ID = /\bclient_?id/gi;
