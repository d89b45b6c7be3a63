import type { Span } from '../text/span';
import { Draft } from './draft';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';

/** What urllib3 logs of a call: everything but the headers and the bodies. */
export interface Urllib3Call {
  readonly scheme: string;
  readonly host: string;
  readonly method: string;
  readonly target: string;
  readonly targetSpan: Span;
  readonly status: number;
  readonly statusSpan: Span;
}

/** `https://api.spotify.com:443 "GET /v1/me HTTP/1.1" 401 None`. */
export function readUrllib3Line({ whole }: LogLine): Urllib3Call | undefined {
  if (!whole.text.includes('" ')) return undefined;
  const match = CALL.exec(whole.text);
  const [, scheme, host, method, target, between, status] = match ?? [];
  if (!match || !scheme || !host || !method || !target || !between || !status) return undefined;
  const targetAt = match.index + scheme.length + 3 + host.length + 2 + method.length + 1;
  const statusAt = targetAt + target.length + between.length;
  return {
    scheme,
    host,
    method,
    target,
    targetSpan: whole.span(targetAt, targetAt + target.length),
    status: Number(status),
    statusSpan: whole.span(statusAt, statusAt + 3),
  };
}

const CALL = /\b(https?):\/\/([^\s"/]{1,255}) "([A-Z]{3,20}) (\S{1,16384})( HTTP\/\d(?:\.\d)?" )(\d{3})\b/;
/** `Starting new HTTPS connection (1): api.spotify.com:443`. */
export const STARTING = /Starting new HTTPS? connection \(\d+\): (\S+)$/;

/** urllib3 at level DEBUG, also below requests and spotipy. */
export const makeUrllib3Reader: LineReaderMaker = (output) => {
  let connecting: LogLine | undefined;
  return {
    claims: (line) => STARTING.test(line.whole.text) || readUrllib3Line(line) !== undefined,
    read(line) {
      const call = readUrllib3Line(line);
      if (!call) {
        const starting = STARTING.test(line.whole.text);
        if (starting) connecting = line;
        return starting;
      }
      const draft = new Draft('urllib3', 'none');
      draft.request = call;
      draft.response = call;
      draft.scheme = call.scheme;
      draft.host = call.host;
      draft.startedAt = connecting?.time;
      draft.finishedAt = line.time;
      draft.include(line);
      connecting = undefined;
      output.exchange(draft.build());
      return true;
    },
    end: () => undefined,
  };
};
