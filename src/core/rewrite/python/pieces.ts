import { text as aiohttp } from './helper/aiohttp_adapter.py?text';
import { text as core } from './helper/core.py?text';
import { text as fileStore } from './helper/file_store.py?text';
import { text as httpx } from './helper/httpx_adapter.py?text';
import { text as memoryStore } from './helper/memory_store.py?text';
import { text as requests } from './helper/requests_adapter.py?text';
import { text as setupApp } from './helper/setup_app.py?text';
import { text as setupUser } from './helper/setup_user.py?text';
import { text as spotipy } from './helper/spotipy_adapter.py?text';

export const environments = {
  user: [core, fileStore, setupUser],
  app: [core, memoryStore, setupApp],
} as const;

/** What each library needs, in the order it is defined. */
export const adapters = {
  requests: [requests],
  spotipy: [requests, spotipy],
  httpx: [httpx],
  aiohttp: [aiohttp],
} as const satisfies Record<string, readonly string[]>;

export type LibraryName = keyof typeof adapters;
