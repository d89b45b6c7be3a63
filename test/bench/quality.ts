import { scan } from '../../src/core/token/find/scan';
import { atLeast, atMost, type Figure } from './figure';
import type { Input } from './inputs';

/** Speed is worth nothing without this: what was put in is found, as it was put in, and nothing else is called a JWT. */
export function quality(inputs: readonly Input[]): readonly Figure[] {
  let [tokens, exact, falseJose] = [0, 0, 0];
  for (const { text, truth } of inputs) {
    const found = new Map(scan(text).map((token) => [token.start, token]));
    tokens += truth.length;
    for (const { start, end } of truth) {
      if (found.get(start)?.end === end) exact++;
    }
    const jose = new Set(truth.filter(({ isJose }) => isJose).map(({ start }) => start));
    for (const { start, kind } of found.values()) {
      if ((kind === 'jws' || kind === 'jwe') && !jose.has(start)) falseJose++;
    }
  }
  const decides = 'whether any of the times below mean anything';
  return [
    {
      id: 'quality.exact',
      what: `tokens of ${tokens} found with exact spans`,
      value: (100 * exact) / tokens,
      unit: '%',
      goal: atLeast(100),
      gate: atLeast(100),
      decides,
    },
    {
      id: 'quality.false-jwts',
      what: 'false JWTs',
      value: falseJose,
      unit: 'count',
      goal: atMost(0),
      gate: atMost(0),
      decides,
    },
  ];
}
