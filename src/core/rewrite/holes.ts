import type { Span } from '../text/span';

/**
 * What only the user knows, where a new helper first reads it: an app's own client id, and the names of environment
 * variables that `source` does not use, which are only the usual ones. In text order; none where `source` says it all.
 */
export function findHoles(helper: string, source: string): readonly Span[] {
  const found = new Map<string, Span>();
  for (const { index, 0: name } of helper.matchAll(SETTINGS)) {
    const isUsed = new RegExp(`\\b${name}\\b`).test(source);
    if (!isUsed && !found.has(name) && !isComment(helper, index)) {
      found.set(name, { start: index, end: index + name.length });
    }
  }
  return [...found.values()];
}

/** As the helpers of every language write them. */
const SETTINGS = /\b(?:YOUR_CLIENT_ID|SPOTIFY_(?:CLIENT_ID|CLIENT_SECRET|REFRESH_TOKEN))\b/g;

function isComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  return /^\s*(?:\*|\/\/|\/\*|#)/.test(line);
}
