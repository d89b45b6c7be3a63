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
  /** The scenarios in which its way of making requests matters; all where this is left out. */
  readonly only?: readonly string[];
}

const { go, java, kotlin, csharp, rust } = toolchains;

/** The helper of Java and that of Kotlin differ in words only, and kotlinc is slow. */
const KOTLIN = ['two-expiries', 'invalid-grant', 'always-401', 'bodies', 'processes'];
const APP = ['two-expiries', 'token-endpoint-down', 'always-401'];

export const programs: readonly Program[] = [
  { file: 'net-http/client.go', toolchain: go, store: 'file', grant: 'user' },
  { file: 'net-http/app.go', toolchain: go, store: 'memory', grant: 'app', only: APP },
  { file: 'oauth2/client.go', toolchain: go, store: 'memory', grant: 'user' },
  // OkHttp throws there before version 3.14, which Debian's is.
  { file: 'okhttp/Client.java', toolchain: java, store: 'file', grant: 'user', streamEnds: 'error' },
  { file: 'okhttp/App.java', toolchain: java, store: 'memory', grant: 'app', only: APP },
  { file: 'okhttp/client.kt', toolchain: kotlin, store: 'file', grant: 'user', streamEnds: 'error', only: KOTLIN },
  { file: 'http-client/Client.cs', toolchain: csharp, store: 'file', grant: 'user' },
  { file: 'http-client/App.cs', toolchain: csharp, store: 'memory', grant: 'app', only: APP },
  { file: 'reqwest/client.rs', toolchain: rust, store: 'file', grant: 'user' },
  { file: 'reqwest/app.rs', toolchain: rust, store: 'memory', grant: 'app', only: APP },
];
