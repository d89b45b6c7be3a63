import type { Secret, SecretKind } from './secretBook';

/** `count`: places, each piece of a broken token counted. */
export interface SecretCount {
  readonly fingerprint: string;
  readonly kind: SecretKind;
  readonly count: number;
}

/** Names for secrets: the same for the same one, and made of signs that break neither a URL, a header, JSON nor a form. */
export class Aliases {
  private readonly names = new Map<string, string>();
  private readonly numbers = new Map<string, number>();
  private readonly places = new Map<string, { secret: Secret; count: number }>();

  of(secret: Secret): string {
    const known = this.names.get(secret.fingerprint);
    if (known !== undefined) return known;
    const number = (this.numbers.get(secret.kind) ?? 0) + 1;
    this.numbers.set(secret.kind, number);
    const name = `‹${secret.kind}-${number}·${beginningOf(secret)}${secret.value.length}-chars›`;
    this.names.set(secret.fingerprint, name);
    return name;
  }

  /** The alias, and one more place where it stands. */
  count(secret: Secret): string {
    const place = this.places.get(secret.fingerprint) ?? { secret, count: 0 };
    place.count++;
    this.places.set(secret.fingerprint, place);
    return this.of(secret);
  }

  counts(): readonly SecretCount[] {
    return [...this.places.values()].map(({ secret: { fingerprint, kind }, count }) => ({ fingerprint, kind, count }));
  }
}

/** The two characters that tell Spotify's values apart; a JWT's `ey` says as much. */
function beginningOf({ value, kind }: Secret): string {
  return kind === 'secret' || kind === 'client-credentials' || !/^(?:BQ|AQ|AA|ey)/.test(value)
    ? ''
    : `${value.slice(0, 2)}…·`;
}
