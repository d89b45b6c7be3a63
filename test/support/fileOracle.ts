import { scan } from '../../src/core/token/find/scan';
import { fingerprint } from '../../src/core/token/fingerprint';
import type { FilePlace, FileToken } from '../../src/core/token/keep/fileTokens';
import { MOST_PLACES } from '../../src/core/token/keep/fileTokens';
import { readToken } from '../../src/core/token/keep/tokenReading';
import { tokenText } from '../../src/core/token/tokenText';

/** What is to be found in a file with this text: by `scan` in the whole of it, with places counted the slow way. */
export function tokensOfText(text: string, nowMs: number): readonly FileToken[] {
  const tokens = new Map<string, FileToken>();
  for (const found of scan(text)) {
    const value = tokenText(text, found);
    const place: FilePlace = {
      ...positionIn(text.slice(0, found.start)),
      start: Buffer.byteLength(text.slice(0, found.start)),
      end: Buffer.byteLength(text.slice(0, found.end)),
    };
    const { state, lifetime } = readToken(text, found).assessedAt(nowMs);
    const { sources: _, ...times } = lifetime;
    const key = `${found.kind} ${value}`;
    const known = tokens.get(key);
    const told = known?.state === 'unknown' && found.evidence === 'key' && times.expiresAtMs !== undefined;
    tokens.set(key, {
      kind: found.kind,
      fingerprint: fingerprint(value),
      state: known && !told ? known.state : state,
      lifetime: known && !told ? known.lifetime : times,
      first: [...(known?.first ?? []), place].slice(0, MOST_PLACES),
      last: place,
      places: (known?.places ?? 0) + 1,
    });
  }
  return [...tokens.values()];
}

/** In an editor: `\r\n`, `\r` and `\n` end a line, and a byte order mark is not shown. */
function positionIn(before: string) {
  const lines = before.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
