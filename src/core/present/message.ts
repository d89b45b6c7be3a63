import type { TokenKind } from '../token/foundToken';
import type { Finding, SegmentName } from '../token/read/finding';
import { durationInWords, formatUtc } from './time';

/** What is wrong and what to do about it, for people. Holds nothing of the token but names that the tables know. */
export function messageOf(finding: Finding): string {
  switch (finding.code) {
    case 'expired':
      return `Expired at ${formatUtc(finding.expiredAtMs)}. ${REMEDIES_OF_EXPIRY[finding.kind]}`;
    case 'not-yet-valid':
      return `Not valid before ${formatUtc(finding.validFromMs)} (${quoted(finding.claim)}). If it was issued just now, compare this machine's clock with the issuer's.`;
    case 'missing-exp':
      return 'There is no "exp": the token never expires by itself. Have the issuer set one.';
    case 'missing-iat':
      return 'There is no "iat": how long the token was meant to live cannot be told.';
    case 'exp-in-milliseconds':
      return `"exp" is in milliseconds, libraries read seconds: to them the token lives for thousands of years. Divide by 1000; ${formatUtc(finding.meantMs)} was probably meant.`;
    case 'time-in-milliseconds':
      return `${quoted(finding.claim)} is in milliseconds, libraries read seconds: to them the token comes from the far future. Divide by 1000; ${formatUtc(finding.meantMs)} was probably meant.`;
    case 'time-as-text':
      return `${quoted(finding.claim)} is text. It has to be a number of seconds since 1970 (RFC 7519 section 2); strict libraries refuse the token.`;
    case 'time-not-a-number':
      return `${quoted(finding.claim)} is not a time. It has to be a number of seconds since 1970 (RFC 7519 section 2).`;
    case 'time-out-of-range':
      return `${quoted(finding.claim)} is too large for a time, in seconds as in milliseconds. Check how the issuer computes it.`;
    case 'exp-before-iat':
      return '"exp" is not after "iat": the token was never valid. Check how the issuer adds the lifetime.';
    case 'nbf-after-exp':
      return '"nbf" is not before "exp": the token can never be valid. Check how the issuer computes both.';
    case 'lifetime-too-long':
      return `It lives for ${durationInWords(finding.seconds)}; ${durationInWords(finding.usualSeconds)} is usual. Who finds it can use it that long: check the unit of the lifetime, or shorten it.`;
    case 'alg-none':
      return 'Unsigned ("alg" is "none"): anyone can have written this. Never accept it where a signature is expected.';
    case 'missing-alg':
      return 'The header has no "alg" that is text, so no library can verify or decrypt the token.';
    case 'missing-enc':
      return 'The header has no "enc" that is text, so no library can decrypt the token.';
    case 'unknown-algorithm':
      return `The algorithm in ${quoted(finding.parameter)} is none that JOSE defines. Names are case-sensitive; check its spelling.`;
    case 'weak-algorithm':
      return `${finding.algorithm} can be forged with known attacks. Have the issuer choose another algorithm.`;
    case 'deprecated-algorithm':
      return `${finding.algorithm} is deprecated. It still works; choose its successor for new keys.`;
    case 'wrong-typ':
      return WRONG_TYP[finding.problem];
    case 'header-carries-key':
      return `The header brings its own key (${quoted(finding.parameter)}). A verifier must not trust it: the writer of the token chose it.`;
    case 'crit':
      return CRIT[finding.problem];
    case 'zip':
      return 'The content is compressed. Whoever decrypts it should limit the size it may unpack to.';
    case 'unencoded-payload':
      return 'The payload stands as it is, not in base64url ("b64" is false, RFC 7797). Libraries that do not know that refuse it.';
    case 'missing-signature':
      return 'The signature is missing, although "alg" names an algorithm. The token was cut off or stripped; copy it again.';
    case 'unexpected-signature':
      return '"alg" is "none", so there must be no signature, but there is one. The header was probably changed.';
    case 'signature-length':
      return `The signature has ${finding.actualBytes} bytes, its algorithm makes ${finding.expectedBytes}. The token was probably cut off or changed; copy it again.`;
    case 'non-ascii-issuer':
      return `${quoted(finding.member)} holds letters outside ASCII, which can pass for others. Compare it byte for byte with the name you expect.`;
    case 'invisible-characters':
      return `The ${finding.part} holds a character that is not seen (${codePoint(finding.codePoint)}), so it may read differently from what it says.`;
    case 'duplicate-claim':
      return `${finding.name === undefined ? 'A name' : quoted(finding.name)} stands ${finding.times} times in the ${finding.part}. Libraries differ in which one counts (mostly the last); have the issuer send one.`;
    case 'padding-inside':
      return `The ${where(finding.part)} holds "=". A token has no padding (RFC 7515 section 2): remove it.`;
    case 'whitespace-inside':
      return `There is white space inside the ${where(finding.part)}. Strict libraries refuse it: join the lines.`;
    case 'standard-base64':
      return `The ${where(finding.part)} is in ordinary base64 ("+", "/"). Tokens are in base64url ("-", "_"): encode it so.`;
    case 'bad-character':
      return `The ${where(finding.part)} holds ${codePoint(finding.codePoint)}, which base64url does not have. What stands behind it cannot be read; copy the token again.`;
    case 'bad-length':
      return `The length of the ${where(finding.part)} is impossible in base64url: a character is missing or too many. Copy the token again.`;
    case 'non-canonical-base64':
      return `The last character of the ${where(finding.part)} carries bits that mean nothing. Two spellings of one token defeat block lists; strict libraries refuse this one.`;
    case 'bad-utf8':
      return `The ${finding.part} is not UTF-8 from here on. The token is damaged or was encoded in another character set.`;
    case 'bom':
      return `The ${finding.part} begins with a byte order mark, which JSON does not allow. Have the issuer write UTF-8 without one.`;
    case 'not-json':
      return `The ${finding.part} is not JSON from here on. What stands before it is shown.`;
    case 'not-an-object':
      return `The ${finding.part} is JSON, but not an object. It has to be one.`;
    case 'trailing-data':
      return `Something follows the JSON of the ${finding.part}. Strict libraries refuse the token.`;
    case 'truncated':
      return `The ${finding.part} ends in the middle. The token was cut off: copy it again, whole.`;
    case 'deep-nesting':
      return `The ${finding.part} is nested so deep that many libraries fail on it. What lies deeper is not shown.`;
    case 'oversized':
      return `The ${finding.part} is so large that only its beginning was read. Servers refuse headers of this size.`;
    case 'empty-part':
      return `The ${where(finding.part)} is empty, which it must not be. The token was cut off or put together wrongly.`;
    case 'part-count':
      return `The token has ${finding.parts} ${finding.parts === 1 ? 'part' : 'parts'} between its dots: a signed one has 3, an encrypted one 5. It was cut off, or something was added.`;
    case 'part-length':
      return `The ${where(finding.part)} has ${finding.actualBytes} bytes, its algorithm wants ${finding.expectedBytes}. The token was probably cut off or changed; copy it again.`;
    case 'nested-too-deep':
      return 'A token inside a token inside a token, and so on. What lies deeper is not decoded.';
    default:
      return assertNever(finding);
  }
}

const REMEDIES_OF_EXPIRY: Readonly<Record<TokenKind, string>> = {
  jws: 'Get a new one: refresh, or sign in again.',
  jwe: 'Get a new one: refresh, or sign in again.',
  'access-token': 'Get a new one: refresh, or sign in again.',
  'refresh-token': 'Refreshing cannot revive it: sign in again.',
  'authorization-code': 'Start the sign-in again, and exchange the code as soon as it comes.',
  'client-credentials': 'Make a new secret in the developer dashboard.',
  'client-token': 'Have the app ask for a new one.',
  'session-cookie': 'Sign in to the web player again.',
};

const WRONG_TYP = {
  'not-text': '"typ" has to be text. Strict libraries refuse the token.',
  'json-serialization':
    '"typ" says that this is the JSON form of a token, but it is the compact one. Have the issuer say "JOSE" or "JWT".',
  'not-a-jwt': '"typ" says that this is no JWT, but it holds claims. Libraries that check "typ" refuse it.',
} as const;

const CRIT = {
  malformed: '"crit" has to be a list of names that is not empty. Libraries refuse the token.',
  'absent-parameter': '"crit" names a header parameter that is not there. Libraries refuse the token.',
  'unknown-extension':
    '"crit" names an extension that a verifier has to understand. One that does not must refuse the token.',
} as const;

function where(part: SegmentName): string {
  return part.replace('-', ' ');
}

function quoted(name: string): string {
  return `"${name}"`;
}

function codePoint(value: number): string {
  return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Makes a code without a sentence an error of types. */
function assertNever(_finding: never): never {
  throw new TypeError('A finding has no sentence.');
}
