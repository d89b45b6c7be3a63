import { slice } from '../text/span';
import { escapeAt } from './find/escapes';
import type { FoundToken } from './foundToken';

/** The token itself: its pieces joined, its escapes undone. `text` is the text in which it was found. */
export function tokenText(text: string, found: FoundToken): string {
  const written = found.pieces ? found.pieces.map((piece) => slice(text, piece)).join('') : slice(text, found);
  return found.escape ? withoutEscapes(written) : written;
}

function withoutEscapes(written: string): string {
  const values: string[] = [];
  let from = 0;
  for (let at = 0; at < written.length; at++) {
    const escaped = escapeAt(written, at);
    if (!escaped) continue;
    values.push(written.slice(from, at), String.fromCharCode(escaped.code));
    from = escaped.end;
    at = escaped.end - 1;
  }
  values.push(written.slice(from));
  return values.join('');
}
