import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRelevant } from '../../../../src/core/diagnose/diagnoser';
import { isForeign } from '../../../../src/core/diagnose/foreign';
import { observe } from '../../../../src/core/diagnose/observe';
import { secretsIn } from '../../../../src/core/diagnose/seenToken';
import { wholeText } from '../../../../src/core/diagnose/sourceText';
import type { Exchange } from '../../../../src/core/http/exchange';
import { readLog } from '../../../../src/core/http/readLog';
import { SecretBook } from '../../../../src/core/redact/secretBook';
import { corpusFiles, describeCorpus } from '../../../support/corpus';
import { mintToken } from '../../../support/session';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 1_000) };

/** What is found in an exchange when all of it is read. */
function foundIn(exchange: Exchange, text: string): readonly string[] {
  const book = new SecretBook();
  const seen = observe(exchange, wholeText(text), secretsIn(book));
  return [
    ...(seen.role === 'other' ? [] : [`role ${seen.role}`]),
    ...(isRelevant(seen) ? ['relevant'] : []),
    ...(/^(?:absent|unknown)$/.test(seen.authorization.form) ? [] : [`authorization ${seen.authorization.form}`]),
    ...(book.secrets.length === 0 ? [] : ['secrets']),
  ];
}

/** Many things at once would rarely leave anything foreign: mostly the first. */
const mostly = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const token = mintToken('access');
const answer = JSON.stringify({ access_token: token, expires_in: 3600 });
const url = fc
  .tuple(
    mostly('https://', 'http://', 'HTTPS://', '//', ''),
    mostly('cdn.example.com', 'EXAMPLE.com:8080', 'me@example.com', '10.0.0.1', '127.0.0.1', 'spotify-mock', '[::1]'),
    mostly('/', '', '/a/b', '/v1/me', '/api/token', '/authorize', '/callback', '/logout', '/sign-out/', '/end_session'),
    mostly(
      '',
      '?a=b',
      '?code=c0de1234&state=1',
      '?%63ode=c0de1234&state=1',
      '?error=access_denied',
      `?access_token=${token}`,
    ),
    mostly('', `#access_token=${token}`, '#error=access_denied'),
  )
  .map((parts) => parts.join(''));
const header = (...values: readonly (readonly [string, string])[]) =>
  mostly([], ...values.map(([name, value]) => [{ name, value }]));
const entry = fc.record({
  startedDateTime: fc.constant('2026-11-21T00:02:10Z'),
  request: fc.record({
    method: fc.constantFrom('GET', 'POST', 'OPTIONS'),
    url,
    headers: header(['accept', '*/*'], ['Authorization', `Bearer ${token}`], ['cookie', 'sid=abcdefgh1234']),
  }),
  response: fc.record(
    {
      status: mostly(200, 204, 302, 0, 401),
      headers: header(
        ['content-type', 'application/json'],
        ['Set-Cookie', 'sid=; Max-Age=0; Path=/'],
        ['location', '/x#code=1'],
      ),
      content: fc.record(
        {
          mimeType: fc.constantFrom('application/json', 'text/html', ''),
          encoding: fc.constantFrom('base64', 'utf-8'),
          text: fc.constantFrom(
            answer,
            answer.replace('access_token', 'access\\u005ftoken'),
            answer.replace('access_token', '\\u0061ccess\\u0054oken'),
            Buffer.from(`  ${answer}`).toString('base64'),
            `${' '.repeat(100)}${answer}`,
            '{"isAnonymous":true}',
            '{"error":"invalid_grant"}',
            '{"items":[1,2,3]}',
            'jwt expired',
          ),
        },
        { requiredKeys: [] },
      ),
      _error: mostly<string | null>(null, 'jwt expired'),
    },
    { requiredKeys: ['status', 'headers'] },
  ),
});

describe('isForeign', () => {
  it('says so only of exchanges in which there is nothing to find', () => {
    let foreign = 0;
    fc.assert(
      fc.property(entry, (one) => {
        const text = JSON.stringify({ log: { version: '1.2', entries: [one] } });
        const [exchange] = readLog(text).exchanges;
        assert.ok(exchange);
        if (!isForeign(exchange)) return;
        foreign++;
        assert.deepEqual(foundIn(exchange, text), []);
      }),
      RUNS,
    );
    assert.ok(foreign > RUNS.numRuns / 20, `${foreign} were foreign`);
  });
});

describeCorpus('isForeign in files that nobody here wrote', () => {
  for (const file of corpusFiles().filter(({ path }) => /^(?:har|jsonl-logs|http-files|okhttp)\//.test(path))) {
    it(file.path, () => {
      const text = file.read();
      const foreign = readLog(text).exchanges.filter(isForeign);
      assert.deepEqual(
        foreign.flatMap((exchange) => foundIn(exchange, text)),
        [],
      );
    });
  }
});
