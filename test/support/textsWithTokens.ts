import fc from 'fast-check';
import { mintJws, mintOpaque } from './mint';

const word = fc.constantFrom(
  'GET',
  'worker',
  'token',
  'code',
  ' ',
  '\n',
  'Größe',
  '…',
  '😀',
  '"',
  '=',
  '{',
  'eyJ',
  'BQ',
  '.',
);
const noise = fc.oneof(
  { weight: 3, arbitrary: fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')) },
  { weight: 1, arbitrary: fc.nat(9000).map((length) => 'lorem ipsum dolor\n'.repeat(length / 18)) },
  { weight: 1, arbitrary: fc.nat(2000).map((length) => 'QUJD'.repeat(length / 4)) },
);
const token = fc.oneof(
  fc.nat(3000).map((size) => `Authorization: Bearer ${mintJws({ claims: { pad: 'x'.repeat(size) } })}`),
  fc.nat().map(() => `"access_token":"${mintOpaque('access-token')}","refresh_token":"${mintOpaque('refresh-token')}"`),
  fc.nat().map(() => `callback?code=${mintOpaque('authorization-code')}&state=x`),
  fc.nat().map((id) => `\\"id_token\\":\\"${mintJws({ claims: { id } })}\\"`),
  fc.nat().map((id) => encodeURIComponent(`id_token=${mintJws({ claims: { id } })}`)),
);
/** Texts of which no two have the same tokens, as they stand in logs, in JSON and in addresses, and what is none. */
export const textsWithTokens = fc
  .array(fc.tuple(noise, token, fc.constantFrom('\n', ' ', '"', ', ')), { maxLength: 14 })
  .map((parts) => parts.flat().join(''));
