import type { Bindings, Imported } from './bindings';

/** How the calls of a client library are shaped. */
export type Shape =
  /** `f(url, { headers })` */
  | 'fetch'
  /** `axios.get(url, config)`, `axios.post(url, data, config)`, `axios(config)`; instances by `create` */
  | 'axios'
  /** `got(url, options)`, `got.get(url, options)`; instances by `create` or `extend` */
  | 'options';

export interface Client {
  /** The name people install it by. */
  readonly library: string;
  readonly shape: Shape;
  readonly module: string;
  /** The export that is called; `default` includes the whole module, as `require` gives it. */
  readonly name: string;
  /** The option that holds the base URL of an instance. */
  readonly base?: string;
}

/** Every client whose calls are recognised. `fetch` without a module is the global one. */
const clients: readonly Client[] = [
  { library: 'fetch', shape: 'fetch', module: 'cross-fetch', name: 'default' },
  { library: 'fetch', shape: 'fetch', module: 'cross-fetch', name: 'fetch' },
  { library: 'fetch', shape: 'fetch', module: 'isomorphic-fetch', name: 'default' },
  { library: 'fetch', shape: 'fetch', module: 'isomorphic-unfetch', name: 'default' },
  { library: 'fetch', shape: 'fetch', module: 'unfetch', name: 'default' },
  { library: 'node-fetch', shape: 'fetch', module: 'node-fetch', name: 'default' },
  { library: 'undici', shape: 'fetch', module: 'undici', name: 'request' },
  { library: 'fetch', shape: 'fetch', module: 'undici', name: 'fetch' },
  { library: 'axios', shape: 'axios', module: 'axios', name: 'default', base: 'baseURL' },
  { library: 'got', shape: 'options', module: 'got', name: 'default', base: 'prefixUrl' },
  { library: 'got', shape: 'options', module: 'got', name: 'got', base: 'prefixUrl' },
  { library: 'ky', shape: 'options', module: 'ky', name: 'default', base: 'prefixUrl' },
];

export const globalFetch: Client = { library: 'fetch', shape: 'fetch', module: '', name: 'fetch' };

export function clientOf(imported: Imported): Client | undefined {
  return clients.find(
    (client) =>
      client.module === imported.module &&
      (client.name === imported.name || (client.name === 'default' && imported.name === '*')),
  );
}

/** Whether the file imports anything of the module. */
export function usesModule(bindings: Bindings, module: string): boolean {
  return [...bindings.values()].some((imported) => imported.module === module);
}
