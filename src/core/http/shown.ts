import type { Exchange, Header } from './exchange';

export type Shown = Exchange['requestHeadersShown'];

/** What tools put in the place of a value: OkHttp's blocks, NetLog's note, and the words that people's own loggers use. */
const MASK =
  /^(?:bearer |basic )?(?:█+|\*{3,}|[x•]{6,}|<(?:redacted|hidden|masked|removed)[^>]*>|\[(?:redacted|filtered|masked|removed|hidden|secure)[^\]]*\]|\(?(?:redacted|filtered|sanitized|masked)\)?|\[\d+ bytes were stripped\])$/i;

export function isMasked(value: string): boolean {
  return MASK.test(value);
}

/** A format that prints every field proves nothing once one value is masked: others may be gone altogether. */
export function headersShown(headers: readonly Header[], usual: Shown): Shown {
  return usual === 'all' && headers.some((header) => isMasked(header.value)) ? 'some' : usual;
}
