import { fingerprint } from '../token/fingerprint';
import type { TokenKind } from '../token/foundToken';

/** `secret`: a client secret, a code verifier, a password, a cookie: whatever is secret and no token. */
export type SecretKind = TokenKind | 'secret';

export interface Secret {
  readonly value: string;
  readonly kind: SecretKind;
  readonly fingerprint: string;
}

/** The secrets of a text, each once, in the order in which they were learnt. */
export class SecretBook {
  private readonly byValue = new Map<string, Secret>();

  learn(value: string, kind: SecretKind): void {
    const known = this.byValue.get(value);
    if (known?.kind === 'secret' && kind !== 'secret') this.byValue.set(value, new KnownSecret(value, kind));
    if (known || value.length < SHORTEST || !isSecretText(value) || this.byValue.size >= MOST_SECRETS) return;
    this.byValue.set(value, new KnownSecret(value, kind));
  }

  has(value: string): boolean {
    return this.byValue.has(value);
  }

  get secrets(): readonly Secret[] {
    return [...this.byValue.values()];
  }
}

class KnownSecret implements Secret {
  readonly value: string;
  readonly kind: SecretKind;
  private hashed: string | undefined;

  constructor(value: string, kind: SecretKind) {
    this.value = value;
    this.kind = kind;
  }

  /** Of thousands that a log may hold, a report shows a few. */
  get fingerprint(): string {
    this.hashed ??= fingerprint(this.value);
    return this.hashed;
  }
}

/** Fragments are found by windows of eight; what is shorter cannot be told from ordinary words. */
const SHORTEST = 8;

/** Enough for a long load test; a log with more secrets than this is redacted for its first ones. */
const MOST_SECRETS = 20_000;

/** An alias of our own, a mask, a plain word, a phrase_of_words and a path.of.names are no secrets. */
function isSecretText(value: string): boolean {
  return (
    !/[‹›█]|\*{3}/.test(value) && !/^(?:[a-z]+|[A-Z]+|[a-z]+(?:[_-][a-z]+)+|[A-Za-z_$]+(?:\.[A-Za-z_$]+)+)$/.test(value)
  );
}
