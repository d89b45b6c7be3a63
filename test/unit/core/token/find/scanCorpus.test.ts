import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scan } from '../../../../../src/core/token/find/scan';
import { tokenText } from '../../../../../src/core/token/tokenText';
import { type CorpusFile, corpusFiles, describeCorpus } from '../../../../support/corpus';

/**
 * How many tokens each file of the corpus holds, counted in the file and not with `scan`. A file that is not here holds
 * none. The cookbook prints, beside the compact form, the signing input: a header and a payload, which is a JWS whose
 * signature is missing; `plaintext` of the nested example is a JWS too.
 */
const EXPECTED: Readonly<Record<string, number>> = {
  'http-files/AnWeber__httpyac--examples__metaData__jwt.http': 1, // the jwt.io sample, as its README says
  'jose-jwtio/default-tokens.json': 17, // one for each algorithm
  ...cookbook('6.nesting_signatures_and_encryption', 4), // signing input, JWS, the same as plaintext, JWE
  ...cookbook('curve25519__ecdh-es', 1),
  ...cookbook('curve25519__jws', 2), // signing input, compact
  ...cookbook('jwe__5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2', 1),
  ...cookbook('jwe__5_2.key_encryption_using_rsa-oaep_with_aes-gcm', 1),
  ...cookbook('jwe__5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2', 1),
  ...cookbook('jwe__5_4.key_agreement_with_key_wrapping_using_ecdh-es_and_aes-keywrap_with_aes-gcm', 1),
  ...cookbook('jwe__5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2', 1),
  ...cookbook('jwe__5_6.direct_encryption_using_aes-gcm', 1),
  ...cookbook('jwe__5_7.key_wrap_using_aes-gcm_keywrap_with_aes-cbc-hmac-sha2', 1),
  ...cookbook('jwe__5_8.key_wrap_using_aes-keywrap_with_aes-gcm', 1),
  ...cookbook('jwe__5_9.compressed_content', 1),
  ...cookbook('jws__4_1.rsa_v15_signature', 2), // signing input, compact
  ...cookbook('jws__4_2.rsa-pss_signature', 2),
  ...cookbook('jws__4_3.ecdsa_signature', 2),
  ...cookbook('jws__4_4.hmac-sha2_integrity_protection', 2),
  ...cookbook('jws__4_5.signature_with_detached_content', 2), // signing input, detached
  ...cookbook('jws__4_6.protecting_specific_header_fields', 1), // signing input; the rest is JSON serialisation
  ...cookbook('jws__4_8.multiple_signatures', 2), // two signing inputs; the rest is JSON serialisation
  ...cookbook('rfc7797__4.2.hmac-sha2_b64_false', 1), // signing input with an unencoded payload
  ...cookbook('rfc7797__hmac-sha2_b64_false', 2), // signing input and compact form, both with an unencoded payload
};

function cookbook(name: string, tokens: number): Record<string, number> {
  return { [`jose-ietf-cookbook/ietf-jose__cookbook--${name}.json`]: tokens };
}

/** Vectors whose text proves nothing to be a token: there is no header, or it is a JSON serialisation. */
const UNPROVEN = /MissingHeader|EmptyString|JsonSerialization/;

/** Found without what is wrong with them: a further segment, a question mark behind the signature. */
const SHORTENED = /ExtraComponent|ExtraEmptyComponent|InvalidCharacterInsertedInMac/;

interface Vectors {
  readonly testGroups: readonly {
    readonly tests: readonly { readonly comment: string; readonly jws?: unknown; readonly jwe?: unknown }[];
  }[];
}

describeCorpus('scan: the corpus', () => {
  it('finds in each file what is in it, and nothing else', () => {
    const found: Record<string, number> = {};
    for (const file of corpusFiles()) {
      const tokens = scan(file.read());
      if (tokens.length > 0 && !isWycheproof(file)) found[file.path] = tokens.length;
    }
    assert.deepEqual(found, { ...EXPECTED });
  });

  it('finds every token of jwt.io and of httpyac whole', () => {
    const json = readCorpus('jose-jwtio/default-tokens.json');
    const tokens = Object.values(JSON.parse(json) as Record<string, { token: string }>).map(({ token }) => token);
    assert.deepEqual(
      scan(json).map((each) => tokenText(json, each)),
      tokens,
    );
    const http = readCorpus('http-files/AnWeber__httpyac--examples__metaData__jwt.http');
    assert.deepEqual(
      scan(http).map((each) => http.slice(each.start, each.end)),
      http.split(/\s+/).filter((word) => word.startsWith('ey')),
    );
  });

  it('finds every compact form of the cookbook whole', () => {
    let compared = 0;
    for (const file of corpusFiles('jose-ietf-cookbook')) {
      const text = file.read();
      const tokens = new Set(scan(text).map((each) => tokenText(text, each)));
      for (const [, compact] of text.matchAll(/"compact": "([^"]*)"/g)) {
        if (file.path.includes('rfc7797')) continue; // its payload is not encoded: `$.02` and spaces
        assert.ok(compact && tokens.has(compact), file.path);
        compared++;
      }
    }
    assert.equal(compared, 18);
  });

  it('finds every vector of Wycheproof that can be known for a token', () => {
    let compared = 0;
    for (const file of corpusFiles('jose-wycheproof').filter(({ path }) => path.endsWith('_test.json'))) {
      for (const { tests } of (JSON.parse(file.read()) as Vectors).testGroups) {
        for (const { comment, jws, jwe } of tests) {
          const token = jws ?? jwe;
          if (typeof token !== 'string') continue;
          const text = JSON.stringify({ token });
          const found = scan(text).map((each) => tokenText(text, each));
          if (UNPROVEN.test(comment)) assert.deepEqual(found, [], comment);
          else if (SHORTENED.test(comment)) assert.ok(found.length === 1 && token.startsWith(found[0] ?? '-'), comment);
          else assert.deepEqual(found, [token], comment);
          compared++;
        }
      }
    }
    assert.equal(compared, 647);
  });
});

describe('scan: code that other people wrote', () => {
  for (const folder of ['esbuild/lib', 'monaco-editor/min', 'playwright-core/lib', 'axios/dist', 'typescript/lib']) {
    it(`finds nothing in ${folder}`, function () {
      this.timeout(20_000);
      const root = join('node_modules', folder);
      assert.ok(existsSync(root), `${root} is installed`);
      let files = 0;
      for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:m?js|map|css|ts)$/.test(name)) continue;
        assert.deepEqual(scan(readFileSync(join(root, name), 'utf8')), [], name);
        files++;
      }
      assert.ok(files > 0);
    });
  }
});

function isWycheproof({ path }: CorpusFile): boolean {
  return path.startsWith('jose-wycheproof/');
}

function readCorpus(path: string): string {
  const file = corpusFiles(path.slice(0, path.indexOf('/'))).find((each) => each.path === path);
  assert.ok(file, path);
  return file.read();
}
