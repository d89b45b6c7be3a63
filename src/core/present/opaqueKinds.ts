import type { OpaqueToken } from '../token/read/decoded';

export interface OpaqueKind {
  readonly title: string;
  /** What people often get wrong about it. */
  readonly notes: readonly string[];
}

/** What is said of values that hold nothing to decode: concepts/access-token, tutorials/refreshing-tokens, blog 2026-06-18. */
export const OPAQUE_KINDS: Readonly<Record<OpaqueToken['kind'], OpaqueKind>> = {
  'access-token': {
    title: 'Spotify access token, opaque: it has no claims',
    notes: [
      'It is not a JWT. Nothing in it can be decoded; only Spotify knows what it allows and until when.',
      'It lives for one hour. Premium changes nothing about that.',
      'Refreshing gives a new token; it never revives this one and never adds scopes.',
    ],
  },
  'refresh-token': {
    title: 'Spotify refresh token, opaque: it has no claims',
    notes: [
      'It is only for the token endpoint: the Web API refuses it.',
      'Since mid-2026 it dies six months after the user allowed the app. Refreshing does not extend that.',
      'A refresh answer may bring no new one: then keep this one.',
    ],
  },
  'authorization-code': {
    title: 'Spotify authorization code, opaque: it has no claims',
    notes: [
      'It can be exchanged once, within minutes, with the same redirect URI it was issued for.',
      'How long exactly it lives, Spotify does not say.',
    ],
  },
  'client-credentials': {
    title: 'Spotify client ID and secret (Basic authorization)',
    notes: [
      'It is only for the token endpoint: the Web API wants an access token.',
      'It does not expire. If it leaked, rotate the secret in the developer dashboard.',
    ],
  },
  'client-token': {
    title: 'Spotify client token, opaque: it has no claims',
    notes: [
      'Apps of Spotify itself send it beside an access token, to say which app they are. The Web API does not ask for it.',
      'It lives as long as "expires_after_seconds" says in the answer that brought it.',
    ],
  },
  'session-cookie': {
    title: 'Spotify session cookie, opaque: it has no claims',
    notes: [
      'It signs its holder in to the web player: treat it like a password.',
      'It is not a token of the Web API. Signing out everywhere ends it.',
    ],
  },
};
