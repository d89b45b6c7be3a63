import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerptRedactor } from '../../../../src/core/redact/excerpt';
import { SecretBook } from '../../../../src/core/redact/secretBook';
import { plainForms } from '../../../../src/core/redact/secretForms';
import { mintToken } from '../../../support/session';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 50) };

describe('excerptRedactor', () => {
  it('covers the same, whether all secrets are looked for or those that the excerpts show', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9+/=_-]{8,40}$/);
    const cut = fc.tuple(fc.nat(), fc.nat({ max: 30 }), fc.nat(), fc.constantFrom('', ' ', '"'));
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 20 }),
        fc.array(cut, { maxLength: 6 }),
        (values, cuts) => {
          const book = new SecretBook();
          for (const value of values) book.learn(value, 'secret');
          const forms = book.secrets.flatMap(plainForms).map(({ value }) => value);
          const excerpt = cuts
            .map(([form, length, from, between]) => {
              const value = forms[form % Math.max(1, forms.length)] ?? '';
              const start = from % (value.length + 1);
              return `${between}${value.slice(start, start + length)}`;
            })
            .join('');
          const [shown, all] = [excerptRedactor(book, [excerpt]), excerptRedactor(book, [excerpt, ...forms])];
          assert.equal(shown(excerpt), all(excerpt));
        },
      ),
      RUNS,
    );
  });

  it('covers a token of thousands that an excerpt shows a piece of', () => {
    const book = new SecretBook();
    const tokens = Array.from({ length: 3_000 }, () => mintToken('access'));
    for (const token of tokens) book.learn(token, 'access-token');
    const excerpt = `HTTP 401 ${tokens[1_234]?.slice(20, 60)}`;
    assert.match(excerptRedactor(book, [excerpt])(excerpt), /^HTTP 401 ‹access-token-1·[^›]*›$/);
  });
});
