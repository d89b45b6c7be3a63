import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toCard } from '../../../../../src/core/present/toCard';
import { tokenReport } from '../../../../../src/core/present/tokenReport';
import type { FoundToken, TokenKind } from '../../../../../src/core/token/foundToken';
import { assess } from '../../../../../src/core/token/read/assess';
import { decodeBase64url } from '../../../../../src/core/token/read/base64url';
import { decode } from '../../../../../src/core/token/read/decode';
import { MAX_JSON_DEPTH, readJson } from '../../../../../src/core/token/read/json';
import { MAX_SEGMENT_LENGTH } from '../../../../../src/core/token/read/segment';
import { unwrap } from '../../../../../src/core/token/read/unwrap';
import { decodeUtf8 } from '../../../../../src/core/token/read/utf8';
import { mintJwe, mintJws, segment } from '../../../../support/mint';
import { whole } from '../../../../support/whole';

const NOW = Date.UTC(2026, 10, 21, 13);
const runs = Number(process.env.AUTHLENS_RUNS ?? 300);
const check = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: runs });

/** Everything that is made of a token: nothing of it may throw, and every place has to lie inside the token. */
function describeAll(text: string, found: FoundToken) {
  const decoded = decode(text, found);
  const assessment = assess(decoded, undefined, NOW);
  const card = toCard(decoded, assessment, { nowMs: NOW });
  const report = tokenReport(text, found, NOW);
  for (const { start, end } of [...assessment.findings, ...membersOf(decoded)]) {
    assert.ok(found.start <= start && start <= end && end <= found.end, `${start}-${end}`);
  }
  return { decoded, assessment, card, report };
}

function membersOf(decoded: ReturnType<typeof decode>) {
  if (!('header' in decoded)) return [];
  const claims = decoded.kind === 'jws' ? (decoded.claims?.members ?? []) : [];
  return [...(decoded.header?.members ?? []), ...claims];
}

const claims = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('exp', 'iat', 'nbf', '__proto__')), fc.jsonValue());
const token = claims.map((value) => mintJws({ claims: JSON.stringify(value) }));

describe('decode: properties', () => {
  it('D1: never throws, whatever the text', () => {
    const kind = fc.constantFrom<TokenKind>('jws', 'jwe', 'access-token');
    check(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), kind, (text, of) => {
        describeAll(text, whole(text, of));
      }),
    );
  });

  it('D1: never throws on a valid token that was changed, and points inside it', () => {
    const change = fc.record({
      at: fc.nat(400),
      remove: fc.nat(6),
      insert: fc.oneof(
        fc.constantFrom('', '.', '=', '\n', '*', '+', '😀', '\ud800'),
        fc.base64String({ maxLength: 8 }),
      ),
    });
    check(
      fc.property(
        token,
        fc.array(change, { maxLength: 4 }),
        fc.constantFrom<TokenKind>('jws', 'jwe'),
        (text, changes, kind) => {
          let changed = text;
          for (const { at, remove, insert } of changes)
            changed = changed.slice(0, at) + insert + changed.slice(at + remove);
          describeAll(changed, whole(changed, kind));
        },
      ),
    );
  });

  it('D1: never throws on broken JSON in any part', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '\\u12',
      '1e9',
      '-',
      'tru',
      'null',
      '"exp"',
      '\u0000',
      ' ',
    );
    const json = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    check(
      fc.property(json, json, (header, payload) => {
        const text = mintJws({ header, claims: `{${payload}` });
        describeAll(text, whole(text));
      }),
    );
  });

  it('reads every claims set as JSON.parse does', () => {
    check(
      fc.property(claims, (value) => {
        const text = mintJws({ claims: JSON.stringify(value) });
        const { report } = describeAll(text, whole(text));
        assert.deepEqual(report.claims, JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('accepts exactly the JSON that JSON.parse accepts', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '""',
      '"a"',
      ':',
      ',',
      '0',
      '-1.5e3',
      '01',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.json(),
    );
    const parses = (json: string) => {
      try {
        JSON.parse(json);
        return true;
      } catch {
        return false;
      }
    };
    check(
      fc.property(text, (json) => {
        assert.equal(readJson(json).problem === undefined, parses(json));
      }),
    );
  });

  it('keeps every member that stands before a cut', () => {
    check(
      fc.property(claims, fc.nat(), (value, cut) => {
        const json = JSON.stringify(value);
        const { members } = readJson(json.slice(0, cut % (json.length + 1)));
        const entries = Object.entries(JSON.parse(json));
        assert.deepEqual(
          members.map(({ name, raw }) => [name, JSON.parse(raw)]),
          entries.slice(0, members.length),
        );
      }),
    );
  });

  it('reads base64url as Node does, and finds every byte again', () => {
    check(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(80), { maxLength: 5 }), (bytes, spaces) => {
        let text = Buffer.from(bytes).toString('base64url');
        for (const at of spaces) text = `${text.slice(0, at)} ${text.slice(at)}`;
        const decoding = decodeBase64url(text);
        assert.deepEqual(decoding.bytes, bytes);
        for (let at = 0; at < bytes.length; at++) {
          const { start, end } = decoding.locate(at, at + 1);
          assert.equal(text.slice(start, end).replaceAll(' ', '').length, 2);
        }
      }),
    );
  });

  it('finds the first byte that is not UTF-8 as Node does', () => {
    const lead = fc.constantFrom(0x61, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0xff, 0xc0);
    check(
      fc.property(fc.array(lead, { maxLength: 12 }), (list) => {
        const bytes = Uint8Array.from(list);
        const { badAt } = decodeUtf8(bytes);
        const valid = (part: Uint8Array) => Buffer.from(Buffer.from(part).toString()).equals(Buffer.from(part));
        assert.equal(badAt === undefined, valid(bytes));
        if (badAt !== undefined) assert.ok(valid(bytes.subarray(0, badAt)));
      }),
    );
  });

  it('unwraps lines and escapes to the token, and finds every character again', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
    const escapes = fc.constantFrom<'json' | 'percent' | undefined>('json', 'percent', undefined);
    check(
      fc.property(token, cuts, escapes, (value, lengths, form) => {
        const written =
          form === 'json'
            ? value.replaceAll('.', '\\u002e')
            : form === 'percent'
              ? value.replaceAll('.', '%2E')
              : value;
        const safe = form ? [written.length] : lengths;
        const pieces: { start: number; end: number }[] = [];
        let text = '';
        for (let at = 0, index = 0; at < written.length; index++) {
          const length = Math.min(safe[index] ?? written.length, written.length - at);
          text += '\n> ';
          pieces.push({ start: text.length, end: text.length + length });
          text += written.slice(at, at + length);
          at += length;
        }
        const found: FoundToken = {
          kind: 'jws',
          evidence: 'structure',
          start: pieces[0]!.start,
          end: text.length,
          ...(pieces.length > 1 ? { pieces } : {}),
          ...(form ? { escape: form } : {}),
        };
        const unwrapped = unwrap(text, found);
        assert.equal(unwrapped.value, value);
        for (let at = 0; at < value.length; at++) {
          const { start, end } = unwrapped.locate(at, at + 1);
          const char = text.slice(start, end);
          assert.ok(char === value[at] || (value[at] === '.' && /^(?:\\u002e|%2E)$/.test(char)), `${at}: ${char}`);
        }
        describeAll(text, found);
      }),
    );
  });
});

describe('decode: limits', () => {
  it('D2: survives 200,000 levels', () => {
    for (const payload of [
      `{"a":${'['.repeat(200_000)}`,
      '{"a":'.repeat(200_000),
      `{"exp":1,"a":${'['.repeat(90_000)}${']'.repeat(90_000)}}`,
    ]) {
      const text = mintJws({ claims: payload });
      const { card } = describeAll(text, whole(text));
      assert.ok(
        card.findings.some(({ code }) => code === 'deep-nesting' || code === 'truncated' || code === 'oversized'),
      );
    }
  });

  it('D2: what is nested too deep stays as it is written', () => {
    const deep = `${'['.repeat(MAX_JSON_DEPTH + 50)}${']'.repeat(MAX_JSON_DEPTH + 50)}`;
    const { members } = readJson(`{"a":${deep},"b":1}`);
    assert.deepEqual(
      members.map(({ raw }) => raw),
      [deep, '1'],
    );
  });

  it('D2: reads only the beginning of 20 MB', () => {
    const text = mintJws({ claims: `{"exp":1,"pad":"${'x'.repeat(20_000_000)}"}` });
    const decoded = decode(text, whole(text));
    const assessment = assess(decoded, undefined, NOW);
    const card = toCard(decoded, assessment, { nowMs: NOW });
    assert.equal(assessment.state, 'undecodable');
    assert.deepEqual(
      card.claims.map(({ name, value }) => [name, value]),
      [['exp', '1']],
    );
    assert.ok(card.findings.some(({ code }) => code === 'oversized'));
  });

  it('D2: a payload at the limit is read whole', () => {
    const text = mintJws({ claims: `{"exp":1,"pad":"${'x'.repeat((MAX_SEGMENT_LENGTH * 3) / 4 - 18)}"}` });
    assert.equal(describeAll(text, whole(text)).assessment.state, 'expired');
  });

  it('D2: a million dots', () => {
    const text = '.'.repeat(1_000_000);
    for (const kind of ['jws', 'jwe'] as const)
      assert.equal(describeAll(text, whole(text, kind)).assessment.state, 'undecodable');
  });

  it('D3: names of the prototype are data like any other', () => {
    const payload = '{"__proto__":{"isAdmin":true},"constructor":1,"toString":2,"hasOwnProperty":3,"exp":1}';
    const text = mintJws({ claims: payload });
    const { decoded, card, report } = describeAll(text, whole(text));
    assert.ok(decoded.kind === 'jws' && decoded.claims);
    assert.equal(Object.getPrototypeOf(decoded.claims.value), null);
    assert.equal(decoded.claims.value.isAdmin, undefined);
    assert.deepEqual(
      card.claims.map(({ name }) => name),
      ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'exp'],
    );
    assert.deepEqual(report.claims, JSON.parse(payload));
    assert.equal((report.claims as { isAdmin?: boolean }).isAdmin, undefined);
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
  });

  it('D4: of a claim that stands twice both are there, and the last one counts', () => {
    const text = mintJws({ claims: `{"exp":1,"iat":1,"exp":${NOW / 1000 + 10}}` });
    const { assessment, card } = describeAll(text, whole(text));
    assert.equal(assessment.state, 'expiring');
    assert.deepEqual(
      card.claims.map(({ name }) => name),
      ['exp', 'iat', 'exp'],
    );
    assert.ok(
      card.findings.some(
        ({ code, message }) => code === 'duplicate-claim' && message.startsWith('"exp" stands 2 times'),
      ),
    );
  });

  it('tells of a name in the token only what the tables know', () => {
    const text = mintJws({ claims: '{"a_secret_name":1,"a_secret_name":2}' });
    assert.ok(!JSON.stringify(describeAll(text, whole(text)).report.findings).includes('secret'));
  });

  it('keeps the digits of a number that is too long', () => {
    const text = mintJws({ claims: '{"id":12345678901234567890123,"exp":1}' });
    assert.equal(describeAll(text, whole(text)).card.claims[0]?.value, '12345678901234567890123');
  });

  it('reads the claims of a token whose header is broken, and the header of one whose claims are', () => {
    const header = segment({ alg: 'HS256', typ: 'JWT' });
    const payload = segment({ sub: 'user', exp: 1 });
    const brokenHeader = `${header.slice(0, -3)}*.${payload}.${'A'.repeat(43)}`;
    const first = describeAll(brokenHeader, whole(brokenHeader));
    assert.equal(first.assessment.state, 'undecodable');
    assert.deepEqual(first.report.claims, { sub: 'user', exp: 1 });
    assert.deepEqual(first.report.header, { alg: 'HS256' });
    assert.equal(first.report.expiresAt, '1970-01-01T00:00:01.000Z');
    const brokenClaims = `${header}.${payload.slice(0, 14)}*.${'A'.repeat(43)}`;
    const second = describeAll(brokenClaims, whole(brokenClaims));
    assert.equal(second.assessment.state, 'undecodable');
    assert.deepEqual(second.report.header, { alg: 'HS256', typ: 'JWT' });
  });

  it('leaves the token itself out of its report', () => {
    for (const [text, kind] of [
      [mintJws(), 'jws'],
      [mintJwe(), 'jwe'],
    ] as const) {
      const report = JSON.stringify(describeAll(text, whole(text, kind)).report);
      for (const part of text.split('.')) assert.ok(part === '' || !report.includes(part));
    }
  });
});
