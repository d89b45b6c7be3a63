import { text as authJsJavascript } from './helper/authJs.ts?javascript';
import { text as authJsTypescript } from './helper/authJs.ts?text';
import { text as axiosJavascript } from './helper/axios.ts?javascript';
import { text as axiosTypescript } from './helper/axios.ts?text';
import { text as browserStoreJavascript } from './helper/browserStore.ts?javascript';
import { text as browserStoreTypescript } from './helper/browserStore.ts?text';
import { text as fileStoreJavascript } from './helper/fileStore.ts?javascript';
import { text as fileStoreTypescript } from './helper/fileStore.ts?text';
import { text as gotJavascript } from './helper/got.ts?javascript';
import { text as gotTypescript } from './helper/got.ts?text';
import { text as kyJavascript } from './helper/ky.ts?javascript';
import { text as kyTypescript } from './helper/ky.ts?text';
import { text as memoryStoreJavascript } from './helper/memoryStore.ts?javascript';
import { text as memoryStoreTypescript } from './helper/memoryStore.ts?text';
import { text as nodeFetchJavascript } from './helper/nodeFetch.ts?javascript';
import { text as nodeFetchTypescript } from './helper/nodeFetch.ts?text';
import { text as sdkJavascript } from './helper/sdk.ts?javascript';
import { text as sdkTypescript } from './helper/sdk.ts?text';
import { text as setupAppJavascript } from './helper/setupApp.ts?javascript';
import { text as setupAppTypescript } from './helper/setupApp.ts?text';
import { text as setupBrowserJavascript } from './helper/setupBrowser.ts?javascript';
import { text as setupBrowserTypescript } from './helper/setupBrowser.ts?text';
import { text as setupUserJavascript } from './helper/setupUser.ts?javascript';
import { text as setupUserTypescript } from './helper/setupUser.ts?text';
import { text as coreJavascript } from './helper/spotifyAuth.ts?javascript';
import { text as coreTypescript } from './helper/spotifyAuth.ts?text';
import { text as undiciJavascript } from './helper/undici.ts?javascript';
import { text as undiciTypescript } from './helper/undici.ts?text';
import { text as webApiNodeJavascript } from './helper/webApiNode.ts?javascript';
import { text as webApiNodeTypescript } from './helper/webApiNode.ts?text';

/** A part of the helper file, in both languages. */
export interface Piece {
  readonly typescript: string;
  readonly javascript: string;
}

export const core: Piece = { typescript: coreTypescript, javascript: coreJavascript };

/** Whose tokens they are and where the code runs: picks the store and the set-up at the end of the helper. */
export type Environment = 'user' | 'app' | 'browser';

export const environments: Readonly<Record<Environment, readonly Piece[]>> = {
  user: [
    { typescript: fileStoreTypescript, javascript: fileStoreJavascript },
    { typescript: setupUserTypescript, javascript: setupUserJavascript },
  ],
  app: [
    { typescript: memoryStoreTypescript, javascript: memoryStoreJavascript },
    { typescript: setupAppTypescript, javascript: setupAppJavascript },
  ],
  browser: [
    { typescript: browserStoreTypescript, javascript: browserStoreJavascript },
    { typescript: setupBrowserTypescript, javascript: setupBrowserJavascript },
  ],
};

/** What a client library needs besides the core. `fetch` needs nothing. */
export const adapters = {
  // Its tokens live in the session cookie, so it brings its own store and no set-up.
  'auth-js': {
    typescript: memoryStoreTypescript + authJsTypescript,
    javascript: memoryStoreJavascript + authJsJavascript,
  },
  axios: { typescript: axiosTypescript, javascript: axiosJavascript },
  got: { typescript: gotTypescript, javascript: gotJavascript },
  ky: { typescript: kyTypescript, javascript: kyJavascript },
  'node-fetch': { typescript: nodeFetchTypescript, javascript: nodeFetchJavascript },
  sdk: { typescript: sdkTypescript, javascript: sdkJavascript },
  undici: { typescript: undiciTypescript, javascript: undiciJavascript },
  'web-api-node': { typescript: webApiNodeTypescript, javascript: webApiNodeJavascript },
} as const satisfies Record<string, Piece>;

export type AdapterName = keyof typeof adapters;
