import type { Span } from '../../text/span';
import { type Algorithm, findAlgorithm } from './algorithms';
import type { JsonDocument, JsonMember, JsonValue } from './decoded';
import { type Finding, type FindingDetail, makeFinding } from './finding';
import { nonAsciiMembers } from './identifiers';

/**
 * Everything worth telling about a JOSE header by itself. Of a header that is cut off, what it lacks is not told.
 *
 * @param span where findings about absent members point.
 */
export function inspectHeader(header: JsonDocument, kind: 'jws' | 'jwe', span: Span): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (name: string, detail: FindingDetail): void => {
    const member = memberOf(header, name);
    if (member || header.complete) findings.push(makeFinding(member ?? span, detail));
  };
  for (const parameter of kind === 'jws' ? (['alg'] as const) : (['alg', 'enc'] as const)) {
    for (const detail of judgeAlgorithm(header.value[parameter], parameter, kind)) add(parameter, detail);
  }
  for (const parameter of ['jwk', 'jku', 'x5u', 'x5c'] as const) {
    // A DPoP proof has to carry its key (RFC 9449 section 4.2): it proves possession of it, nothing more.
    if (parameter === 'jwk' && header.value.typ === 'dpop+jwt') continue;
    if (memberOf(header, parameter)) add(parameter, { code: 'header-carries-key', parameter });
  }
  const problem = judgeCritical(header);
  if (problem) add('crit', { code: 'crit', problem });
  if (memberOf(header, 'zip')) add('zip', { code: 'zip' });
  if (header.value.b64 === false) add('b64', { code: 'unencoded-payload' });
  const { typ } = header.value;
  if (typ !== undefined && typeof typ !== 'string') add('typ', { code: 'wrong-typ', problem: 'not-text' });
  else if (typ !== undefined && JSON_SERIALIZATION.test(typ)) {
    add('typ', { code: 'wrong-typ', problem: 'json-serialization' });
  }
  return [...findings, ...nonAsciiMembers(header, ['kid'])];
}

/** The last member of that name: the one whose value counts. */
export function memberOf(document: JsonDocument | undefined, name: string): JsonMember | undefined {
  return document?.members.filter((member) => member.name === name).at(-1);
}

/** The algorithm that signs the token or encrypts its key, where the table knows it. */
export function algorithmOf(header: JsonDocument | undefined, kind: 'jws' | 'jwe'): Algorithm | undefined {
  const alg = header?.value.alg;
  return typeof alg === 'string' ? findAlgorithm(alg, USES[kind].alg) : undefined;
}

/** The algorithm that encrypts the content of a JWE, where the table knows it. */
export function encryptionOf(header: JsonDocument | undefined): Algorithm | undefined {
  const enc = header?.value.enc;
  return typeof enc === 'string' ? findAlgorithm(enc, 'content-encryption') : undefined;
}

/** `nOnE` and the like are not the algorithm `none` by RFC 7515, but have passed for it in libraries. */
export function isUnsecured(header: JsonDocument | undefined): boolean {
  const alg = header?.value.alg;
  return typeof alg === 'string' && alg.toLowerCase() === 'none';
}

const JSON_SERIALIZATION = /^(?:application\/)?jose\+json$/i;

const USES = {
  jws: { alg: 'signature', enc: 'content-encryption' },
  jwe: { alg: 'key-management', enc: 'content-encryption' },
} as const;

function judgeAlgorithm(value: JsonValue | undefined, parameter: 'alg' | 'enc', kind: 'jws' | 'jwe'): FindingDetail[] {
  if (typeof value !== 'string') {
    return [parameter === 'alg' ? { code: 'missing-alg' } : { code: 'missing-enc', parameter }];
  }
  if (parameter === 'alg' && value.toLowerCase() === 'none') return [{ code: 'alg-none' }];
  const algorithm = findAlgorithm(value, USES[kind][parameter]);
  if (!algorithm) return [{ code: 'unknown-algorithm', parameter }];
  if (algorithm.status === 'weak') return [{ code: 'weak-algorithm', algorithm: algorithm.name }];
  if (algorithm.status === 'deprecated') return [{ code: 'deprecated-algorithm', algorithm: algorithm.name }];
  return [];
}

/** RFC 7515 section 4.1.11. Of the registered extensions, `b64` (RFC 7797) is the one in use. */
function judgeCritical(header: JsonDocument): 'malformed' | 'absent-parameter' | 'unknown-extension' | undefined {
  const { crit } = header.value;
  if (crit === undefined) return undefined;
  if (!Array.isArray(crit) || crit.length === 0) return 'malformed';
  const names: readonly JsonValue[] = crit;
  if (!names.every((name) => typeof name === 'string')) return 'malformed';
  if (names.some((name) => header.value[name] === undefined)) return 'absent-parameter';
  return names.every((name) => name === 'b64') ? undefined : 'unknown-extension';
}
