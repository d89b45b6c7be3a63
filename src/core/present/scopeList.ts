import { SCOPES } from '../spotify/scopes';
import type { JsonDocument } from '../token/read/decoded';

export interface ScopeMeaning {
  readonly name: string;
  readonly meaning: string;
}

/** More than all that Spotify has; a list longer than this is somebody's test of our patience. */
const MAX_SCOPES = 64;

/** The scopes in a claims set (`scope`, `scp`), else those written beside the token. */
export function scopesOf(claims: JsonDocument | undefined, beside: string | undefined): readonly ScopeMeaning[] {
  const value = claims?.value.scope ?? claims?.value.scp ?? beside;
  return namesIn(value).map((name) => ({ name, meaning: SCOPES.get(name)?.meaning ?? 'not a scope of Spotify' }));
}

function namesIn(value: unknown): readonly string[] {
  const names = Array.isArray(value)
    ? value.filter((name) => typeof name === 'string')
    : typeof value === 'string'
      ? value.slice(0, 4096).split(/[ ,]+/)
      : [];
  return [...new Set(names)].filter((name) => name !== '').slice(0, MAX_SCOPES);
}
