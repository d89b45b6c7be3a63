import { existsSync, readFileSync } from 'node:fs';
import type { AuthServer } from '../support/authServer/authServer';

/**
 * Looks at the token file at each API call of a scenario. What it gives fills with what should not have been: a token that
 * is sent and never was in the file, or a file that is half written.
 */
export function watchStore(server: AuthServer, tokenFile: string): readonly string[] {
  const wrong: string[] = [];
  const seen: string[] = [];
  server.watchApiCalls(({ headers }) => {
    const stored = existsSync(tokenFile) ? readFileSync(tokenFile, 'utf8') : '';
    if (!/[}\d]\s*$/.test(stored)) wrong.push('the file was not whole');
    seen.push(...tokensIn(stored));
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    // A slow request may carry the one before.
    if (!seen.includes(token)) wrong.push('a token was sent before it was stored');
  });
  return wrong;
}

/** The values that look like Spotify's access and refresh tokens. */
export function tokensIn(text: string): readonly string[] {
  return text.match(/\b[AB]Q[\w-]{100,}/g) ?? [];
}
