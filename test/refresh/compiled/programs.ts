import { OF_ONE_PROCESS, ON_ONES_OWN_MACHINE, type Reasons, WITHOUT_A_USER } from '../properties';
import type { Client } from '../propertyTable';
import { scenarios } from './scenarios';
import { type Toolchain, toolchains } from './toolchains';

/** A program of test/refresh/clients, and how it is played. */
export interface Program {
  readonly file: string;
  readonly toolchain: Toolchain;
  /** Where tokens are kept: processes share a file, memory is one process's own. */
  readonly store: 'file' | 'memory';
  readonly grant: 'user' | 'app';
  /** How a request ends whose body cannot be sent again; with the 401 unless said otherwise. */
  readonly streamEnds?: 'error';
  /** Scenarios that it is not played in, and why. */
  readonly except?: Readonly<Record<string, string>>;
  /** The scenarios in which its way of making requests matters; all where this is left out. */
  readonly only?: readonly string[];
  /** What is the same for all of the same language is shown with this one. */
  readonly sharesCoreWith?: string;
  readonly reasons?: Reasons;
}

const { go, zmb3, java, kotlin, csharp, rust } = toolchains;

const app = (file: string, toolchain: Toolchain, sharesCoreWith: string): Program => ({
  file,
  toolchain,
  store: 'memory',
  grant: 'app',
  only: ['two-expiries', 'token-endpoint-down', 'always-401'],
  sharesCoreWith,
  reasons: { ...WITHOUT_A_USER, ...OF_ONE_PROCESS },
});

const userFile = { store: 'file', grant: 'user' } as const;

export const programs = {
  go: [
    { file: 'net-http/client.go', toolchain: go, ...userFile },
    app('net-http/app.go', go, 'net-http/client.go'),
    {
      file: 'oauth2/client.go',
      toolchain: go,
      store: 'memory',
      grant: 'user',
      sharesCoreWith: 'net-http/client.go',
      reasons: OF_ONE_PROCESS,
    },
    {
      file: 'zmb3/client.go',
      toolchain: zmb3,
      store: 'memory',
      grant: 'user',
      // What its methods do, all with one path.
      only: ['two-expiries', 'invalid-grant', 'token-endpoint-down', 'late-401', 'abort'],
      sharesCoreWith: 'net-http/client.go',
      reasons: OF_ONE_PROCESS,
    },
  ],
  // OkHttp throws where a stream would be sent again before version 3.14, which Debian's is.
  java: [
    { file: 'okhttp/Client.java', toolchain: java, ...userFile, streamEnds: 'error' },
    app('okhttp/App.java', java, 'okhttp/Client.java'),
  ],
  kotlin: [{ file: 'okhttp/client.kt', toolchain: kotlin, ...userFile, streamEnds: 'error' }],
  csharp: [
    { file: 'http-client/Client.cs', toolchain: csharp, ...userFile },
    app('http-client/App.cs', csharp, 'http-client/Client.cs'),
  ],
  rust: [{ file: 'reqwest/client.rs', toolchain: rust, ...userFile }, app('reqwest/app.rs', rust, 'reqwest/client.rs')],
} as const satisfies Record<string, readonly Program[]>;

/** Its row in the table. */
export function clientOf({ file, sharesCoreWith, reasons, except = {} }: Program): Client {
  const excuses = scenarios.flatMap(({ id, properties }) =>
    except[id] === undefined ? [] : properties.map((property) => [property, except[id]] as const),
  );
  return {
    name: file,
    sharesCoreWith,
    reasons: { ...ON_ONES_OWN_MACHINE, ...Object.fromEntries(excuses), ...reasons },
  };
}
