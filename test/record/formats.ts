import { findBrowser } from '../vscode/browser.mjs';
import type { Client, ClientOptions } from './client';
import { browserClient } from './clients/browser';
import { childClient } from './clients/childClient';
import { curlClient } from './clients/curl';
import { sanitizeHar } from './sanitizeHar';
import type { Sight } from './scenarios';

export interface Format {
  readonly name: string;
  readonly extension: string;
  /** What its logs show. */
  readonly shows: readonly Sight[];
  /** The program it takes. */
  readonly program: 'curl' | 'node' | 'python3' | 'browser';
  readonly client: (options: ClientOptions) => Client | Promise<Client>;
  /** Another file that is made of the same recording. */
  readonly also?: { readonly name: string; readonly shows: readonly Sight[]; readonly make: (text: string) => string };
}

const NODE_CLIENT = 'test/record/clients/nodeClient.mjs';
const node = (style: string) => (options: ClientOptions) =>
  childClient([process.execPath, NODE_CLIENT, style], options);

export const FORMATS: readonly Format[] = [
  {
    // Answers carry a Date, but nothing says when the client thought it was.
    name: 'curl-verbose',
    extension: 'log',
    shows: ['answer', 'success', 'token', 'visit'],
    program: 'curl',
    client: (options) => curlClient(['-v'], options),
  },
  {
    name: 'curl-verbose-times',
    extension: 'log',
    shows: ['answer', 'success', 'token', 'visit', 'time', 'clock'],
    program: 'curl',
    client: (options) => curlClient(['-v', '--trace-time'], options),
  },
  {
    name: 'curl-trace',
    extension: 'log',
    shows: ['answer', 'form', 'success', 'token', 'visit', 'time', 'clock'],
    program: 'curl',
    client: (options) => curlClient(['--trace-ascii', '-', '--trace-time', '--output', '/dev/null'], options),
  },
  {
    // As pino-http does it: request and answer without their bodies.
    name: 'pino',
    extension: 'jsonl',
    shows: ['success', 'token', 'time', 'clock'],
    program: 'node',
    client: node('pino'),
  },
  {
    name: 'winston',
    extension: 'jsonl',
    shows: ['answer', 'form', 'success', 'token', 'time', 'clock'],
    program: 'node',
    client: node('winston'),
  },
  {
    // Only what failed, as a program prints the error it caught.
    name: 'axios-error',
    extension: 'txt',
    shows: ['answer', 'form', 'token'],
    program: 'node',
    client: node('axios'),
  },
  {
    name: 'python-http-client',
    extension: 'log',
    shows: ['form', 'success', 'token'],
    program: 'python3',
    client: (options) => childClient(['python3', 'test/record/clients/httpClient.py'], options),
  },
  {
    name: 'har',
    extension: 'har',
    shows: ['answer', 'form', 'success', 'token', 'visit', 'time'],
    program: 'browser',
    client: browserClient,
    also: { name: 'har-sanitized', shows: ['answer', 'form', 'success', 'visit', 'time'], make: sanitizeHar },
  },
];

/** Why the format cannot be recorded on this machine, or undefined where it can. */
export async function whatIsMissing(
  { program }: Format,
  exists: (program: string) => boolean,
): Promise<string | undefined> {
  if (program !== 'browser') return exists(program) ? undefined : `${program} is not installed`;
  return findBrowser().then(
    () => undefined,
    (error: Error) => error.message,
  );
}
