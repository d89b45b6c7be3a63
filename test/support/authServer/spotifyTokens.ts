import { randomBytes } from 'node:crypto';

/** Spotify's values begin with a two-byte type, so base64url makes `BQA`…`BQD` or `AQA`…`AQD` of it. */
const TYPES = {
  accessToken: { type: [0x05, 0x00], bytes: 150 },
  appAccessToken: { type: [0x05, 0x00], bytes: 86 },
  refreshToken: { type: [0x01, 0x00], bytes: 98 },
  authorizationCode: { type: [0x01, 0x00], bytes: 150 },
} as const;

export type SpotifyValue = keyof typeof TYPES;

/** A new value that looks like Spotify's: 200, 115, 131 and 200 characters. */
export function mint(kind: SpotifyValue): string {
  const { type, bytes } = TYPES[kind];
  return Buffer.concat([Buffer.from(type), randomBytes(bytes - type.length)]).toString('base64url');
}

/** A client id or a client secret. */
export function mintHex(): string {
  return randomBytes(16).toString('hex');
}
