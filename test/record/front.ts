import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { AuthServer } from '../support/authServer/authServer';
import type { Certificate } from './certificate';
import { HOSTS } from './sites';

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

/**
 * What clients take for Spotify: HTTPS on one port for all its hosts, HTTP/2 for those who speak it. A session puts its
 * server behind it, and learns here what was answered, whatever the client does with it.
 */
export class Front {
  server: Pick<AuthServer, 'handle'> | undefined;
  readonly #answers: Answer[] = [];
  #arrival: string | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #listener;

  private constructor({ key, cert }: Certificate) {
    this.#listener = createSecureServer({ key, cert, allowHTTP1: true });
    this.#listener.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#listener.on('request', (request, response) => {
      this.#handle(request as unknown as IncomingMessage, response as unknown as ServerResponse);
    });
  }

  static async open(certificate: Certificate): Promise<Front> {
    const front = new Front(certificate);
    await new Promise<void>((resolve) => front.#listener.listen(0, '127.0.0.1', resolve));
    return front;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** The page of the app that the browser was last sent to, since the last time. */
  takeArrival(): string | undefined {
    const arrival = this.#arrival;
    this.#arrival = undefined;
    return arrival;
  }

  /** The latest answer since the last time. */
  takeAnswer(): Answer {
    const answer = this.#answers.pop() ?? { status: 0, location: undefined, text: '' };
    this.#answers.length = 0;
    return answer;
  }

  close(): void {
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const end = response.end.bind(response) as (chunk?: unknown, ...rest: unknown[]) => ServerResponse;
    response.end = ((chunk?: unknown, ...rest: unknown[]) => {
      if (request.method !== 'OPTIONS') {
        const location = response.getHeader('location');
        if (typeof location === 'string' && location.startsWith(`https://${HOSTS.app}/`)) this.#arrival = location;
        const text = typeof chunk === 'string' || Buffer.isBuffer(chunk) ? String(chunk) : '';
        this.#answers.push({
          status: response.statusCode,
          location: typeof location === 'string' ? location : undefined,
          text,
        });
      }
      return end(chunk, ...rest);
    }) as typeof response.end;
    this.server?.handle(request, response);
  }
}
