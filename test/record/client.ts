/** A request that a session wants sent. */
export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A real HTTP client and what it writes while it works. */
export interface Client {
  /** Whether the user's visits to web pages go through it: always, where a scenario is about them, or never. */
  readonly visits: 'always' | 'on demand' | 'never';
  begin(): Promise<void>;
  send(request: Request): Promise<void>;
  /** The session's machine has this time now, in seconds ahead of the real time. */
  setTime(seconds: number): Promise<void>;
  /** The log of the session. */
  finish(): Promise<string>;
  close(): Promise<void>;
}

/** What a client needs to reach the front and to see the session's time. */
export interface ClientOptions {
  readonly port: number;
  /** The front's certificate, as a file. */
  readonly certificateFile: string;
  readonly fakeTime: string | undefined;
  /** A folder of its own. */
  readonly folder: string;
}
