import { isEncodedText } from './base64';

/** How values begin that look like Spotify's, or stand under the same names, and are known to be another's. */
const PREFIXES: readonly string[] = [
  ...['AQABAA'], // Azure AD: refresh tokens and codes
  ...['AQV', 'AQW', 'AQED'], // LinkedIn: tokens and the cookie `li_at`
  ...['AQIC'], // AWS KMS: ciphertext
  ...['ya29.', '1//0', 'AIza', 'AMf-vB'], // Google and Firebase
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'], // GitHub
  ...['glpat-', 'xoxa-', 'xoxb-', 'xoxp-', 'xoxr-', 'xoxs-'], // GitLab and Slack
  ...['EAAC', 'EAAB', 'IGQV', 'shpat_', 'sk_live_', 'sk_test_', 'npm_', 'hf_', 'pypi-'], // Meta, Shopify, Stripe, registries
];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isLookAlike(text: string, start: number, end: number): boolean {
  const prefixes = BY_FIRST_LETTER.get(text.charCodeAt(start));
  if (prefixes?.some((prefix) => text.startsWith(prefix, start))) return true;
  return (end - start === 36 && UUID.test(text.slice(start, end))) || isEncodedText(text, start, end);
}

const BY_FIRST_LETTER: ReadonlyMap<number, readonly string[]> = new Map(
  PREFIXES.map(({ 0: first = '' }) => [first.charCodeAt(0), PREFIXES.filter((prefix) => prefix.startsWith(first))]),
);
