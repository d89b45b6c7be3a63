import { parseInstant } from '../text/instant';
import type { LineReaderMaker } from './lineReader';

/** HAProxy's HTTP log format (its configuration manual, section 8.2.3). */
export const makeHaproxyReader: LineReaderMaker = (output) => ({
  claims: ({ whole }) => STATUS.test(whole.text),
  read({ whole, start, end }) {
    const match = STATUS.exec(whole.text);
    const [matched, date, timers, status] = match ?? [];
    if (!match || !matched || !date || !timers || !status) return false;
    const statusAt = match.index + matched.length - 3;
    const dateSpan = whole.span(match.index + 1, match.index + 1 + date.length);
    const instant = parseInstant(date);
    const startedAt = instant && { ...instant, ...dateSpan };
    const total = Number(/\/\+?(\d+)$/.exec(timers)?.[1] ?? 0);
    const request = REQUEST.exec(whole.text.slice(statusAt));
    const [, method, target] = request ?? [];
    const targetAt = statusAt + (request?.index ?? 0) + 1 + (method?.length ?? 0) + 1;
    output.exchange({
      start,
      end,
      format: 'haproxy',
      ...(startedAt && { startedAt, finishedAt: { ...startedAt, epochMs: startedAt.epochMs + total } }),
      ...(method &&
        target && {
          request: { method, url: target, urlSpan: whole.span(targetAt, targetAt + target.length), headers: [] },
        }),
      response: { status: Number(status), statusSpan: whole.span(statusAt, statusAt + 3), headers: [] },
      requestHeadersShown: 'none',
    });
    return true;
  },
  end: () => undefined,
});

const STATUS =
  /\[(\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d\.\d{1,6})\] \S{1,255} \S{1,255} ([\d+/-]{9,80}) (\d{3})(?= )/;
/** A captured field in braces may hold quotes, so the request is what stands in quotes at the end. */
const REQUEST = /"([A-Z]{3,20}) (\S{1,16384})(?: HTTP\/\d(?:\.\d)?)?"?\s{0,8}$/;
