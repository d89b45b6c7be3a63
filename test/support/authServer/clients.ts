import { mintHex } from './spotifyTokens';

export interface Clients {
  readonly confidential: { readonly id: string; readonly secret: string };
  /** A second app with a secret: what it is given belongs to another client. */
  readonly other: { readonly id: string; readonly secret: string };
  readonly pkce: { readonly id: string };
  readonly redirectUris: readonly string[];
}

export function mintClients(): Clients {
  return {
    confidential: { id: mintHex(), secret: mintHex() },
    other: { id: mintHex(), secret: mintHex() },
    pkce: { id: mintHex() },
    redirectUris: ['http://127.0.0.1:8888/callback', 'https://app.example.com/callback'],
  };
}
