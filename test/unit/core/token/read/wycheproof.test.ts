import assert from 'node:assert/strict';
import { decode } from '../../../../../src/core/token/read/decode';
import type { FindingCode } from '../../../../../src/core/token/read/finding';
import { corpusFiles, describeCorpus } from '../../../../support/corpus';
import { whole } from '../../../../support/whole';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid';
  readonly flags: readonly string[];
  readonly jws?: unknown;
  readonly jwe?: unknown;
}

/**
 * What Wycheproof's own words say is wrong with the form of a token. All its other invalid vectors are about keys and
 * cryptography, which a decoder without a key cannot see: those have to decode like valid ones.
 */
const SAID: readonly { readonly when: RegExp; readonly code: FindingCode }[] = [
  { when: /Separator|ExtraComponent|ExtraEmptyComponent|EmptyString|JsonSerialization/, code: 'part-count' },
  { when: /Missing(?:Header|AuthenticationTag|Ciphertext|Iv|EncryptedKey)(?:AndSignature)?$/, code: 'empty-part' },
  { when: /rejectsMissingSignature$/, code: 'missing-signature' },
  { when: /AlgIsNone|algIsNone|NoneAlgorithm/, code: 'alg-none' },
  { when: /[Ii]nvalidCharacter/, code: 'bad-character' },
  { when: /(?:^s|rejectsS)pacesIn(?:Header|Payload|Mac)/, code: 'whitespace-inside' },
  { when: /UnusedBits|IncorrectlyEncoded/, code: 'non-canonical-base64' },
  { when: /(?:Tag|Ghash|tag)(?:TooLong|Truncated)|Truncated(?:AuthenticationTag|Ghash)/, code: 'part-length' },
];

/** RFC 7518 sections 3.2 and 3.4: of these the length of a signature is fixed. */
const SIGNATURE_BYTES: Readonly<Record<string, number>> = {
  HS256: 32,
  HS384: 48,
  HS512: 64,
  ES256: 64,
  ES384: 96,
  ES512: 132,
};

/** The same questions put to Node: its base64url (which forgives) and its JSON. */
function seenByNode(text: string, kind: 'jws' | 'jwe'): FindingCode[] {
  const codes: FindingCode[] = [];
  const segments = text.split('.');
  for (const segment of segments) {
    if (/[^A-Za-z0-9_-]/.test(segment)) continue;
    if (Buffer.from(segment, 'base64url').toString('base64url') !== segment) codes.push('non-canonical-base64');
  }
  const [header, , signature] = segments;
  try {
    const { alg } = JSON.parse(Buffer.from(header ?? '', 'base64url').toString());
    if (alg === undefined) codes.push('missing-alg');
    const length = kind === 'jws' && segments.length === 3 ? SIGNATURE_BYTES[alg] : undefined;
    const clean = signature && /^[A-Za-z0-9_-]+$/.test(signature);
    if (clean && length !== undefined && Buffer.from(signature, 'base64url').length !== length)
      codes.push('signature-length');
  } catch {
    // A header that Node cannot read either is asked about below.
  }
  return codes;
}

/** The findings by which a strict library would refuse to read the token. */
const REFUSALS: ReadonlySet<FindingCode> = new Set([
  ...SAID.map(({ code }) => code),
  'padding-inside',
  'standard-base64',
  'bad-length',
  'bad-utf8',
  'bom',
  'not-json',
  'not-an-object',
  'trailing-data',
  'truncated',
  'missing-alg',
  'missing-enc',
  'unknown-algorithm',
  'duplicate-claim',
  'signature-length',
]);

describeCorpus('Wycheproof: decoded, or refused with the right reason', () => {
  const files = corpusFiles('jose-wycheproof').filter(({ path }) => path.includes('testvectors_v1__'));
  for (const file of files) {
    const { testGroups } = JSON.parse(file.read()) as { testGroups: { comment: string; tests: Vector[] }[] };
    for (const { comment: group, tests } of testGroups) {
      it(`${file.path.replace(/^.*v1__/, '')}, ${group}: ${tests.length} vectors`, () => {
        for (const vector of tests) checkVector(vector);
      });
    }
  }

  it('has vectors in all four files', () => assert.equal(files.length, 4));
});

function checkVector(vector: Vector): void {
  const kind = vector.jws === undefined ? 'jwe' : 'jws';
  const given = vector.jws ?? vector.jwe;
  // The JSON serialization stands in the file as an object in places.
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const name = `${vector.tcId} ${vector.comment}`;
  const decoded = decode(text, whole(text, kind));
  const refused = decoded.findings.map(({ code }) => code).filter((code) => REFUSALS.has(code));
  const words = [vector.comment, ...vector.flags].join(' ');
  const said = SAID.filter(({ when }) => words.split(' ').some((word) => when.test(word))).map(({ code }) => code);
  const expected = [...said, ...seenByNode(text, kind)];
  for (const code of expected) assert.ok(refused.includes(code), `${name}: ${code} is missing in ${refused.join()}`);
  if (expected.length > 0) return;
  assert.deepEqual(refused, [], name);
  assert.ok(decoded.kind === 'jws' || decoded.kind === 'jwe');
  const header = JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString());
  assert.deepEqual(JSON.parse(JSON.stringify(decoded.header?.value)), header, name);
  if (decoded.kind !== 'jws') return;
  assert.equal(decoded.form === 'detached', text.split('.')[1] === '', name);
}
