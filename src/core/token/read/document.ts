import { CLAIMS } from './claims';
import type { JsonDocument, JsonMember, JsonValue } from './decoded';
import { type Finding, makeFinding, type SegmentName } from './finding';
import { HEADER_PARAMETERS } from './headerParameters';
import { isJsonObject, readJson } from './json';
import type { DecodedSegment, SegmentText } from './segment';

/** So many findings of one kind are told of one document: the hundredth duplicate says nothing new. */
export const MAX_SAME_FINDINGS = 20;

export interface DocumentReading {
  readonly document?: JsonDocument;
  readonly findings: readonly Finding[];
}

/** Reads a segment's text that should be a JSON object. */
export function readDocument(segment: DecodedSegment, { text, locate }: SegmentText): DocumentReading {
  const part = segment.name;
  const reading = readJson(text);
  const findings: Finding[] = [];
  const { problem } = reading;
  // Where the encoding itself broke off, that is the fault; that the JSON ends there too is its consequence.
  const consequence = problem?.code === 'truncated' && !segment.complete && segment.findings.some(isFatal);
  if (problem && !consequence) {
    const end = Math.min(problem.at + 1, text.length);
    const at =
      problem.code === 'truncated' ? { start: segment.span.end, end: segment.span.end } : locate(problem.at, end);
    findings.push(makeFinding(at, { code: problem.code, part }));
  }
  if (!isJsonObject(reading.value)) {
    if (reading.value !== undefined) findings.push(makeFinding(segment.span, { code: 'not-an-object', part }));
    return { findings };
  }
  const members = reading.members.map(({ start, end, ...member }) => ({ ...member, ...locate(start, end) }));
  if (reading.tooDeepAt !== undefined) {
    findings.push(makeFinding(locate(reading.tooDeepAt, reading.tooDeepAt + 1), { code: 'deep-nesting', part }));
  }
  findings.push(...duplicates(members, part), ...invisible(members, part));
  const complete = segment.complete && problem === undefined;
  return { document: { text, value: reading.value, members, complete }, findings };
}

function isFatal({ code }: Finding): boolean {
  return code === 'bad-character' || code === 'oversized';
}

/** One for each name, at its second place. */
function duplicates(members: readonly JsonMember[], part: SegmentName): Finding[] {
  const places = new Map<string, JsonMember[]>();
  for (const member of members) {
    const same = places.get(member.name);
    if (same) same.push(member);
    else places.set(member.name, [member]);
  }
  const known: ReadonlyMap<string, unknown> = part === 'header' ? HEADER_PARAMETERS : CLAIMS;
  const findings: Finding[] = [];
  for (const [name, [, second, ...more]] of places) {
    if (!second || findings.length === MAX_SAME_FINDINGS) continue;
    findings.push(
      makeFinding(second, {
        code: 'duplicate-claim',
        part,
        times: more.length + 2,
        ...(known.has(name) ? { name } : {}),
      }),
    );
  }
  return findings;
}

function invisible(members: readonly JsonMember[], part: SegmentName): Finding[] {
  const findings: Finding[] = [];
  for (const member of members) {
    const codePoint = firstInvisible(member.name) ?? invisibleInside(member.value);
    if (codePoint === undefined) continue;
    findings.push(makeFinding(member, { code: 'invisible-characters', part, codePoint }));
    if (findings.length === MAX_SAME_FINDINGS) break;
  }
  return findings;
}

/** Its recursion is bounded by the reader's own limit of depth. */
function invisibleInside(value: JsonValue): number | undefined {
  if (typeof value === 'string') return firstInvisible(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const parts: readonly JsonValue[] = Array.isArray(value) ? value : Object.entries(value).flat();
  for (const part of parts) {
    const found = invisibleInside(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Control characters, the soft hyphen, zero-width characters, the direction marks of Unicode TR 9, fillers that show as
 * blanks, the byte order mark, and tags: all change what is read without being seen (CVE-2021-42574). The two joiners
 * count only after ASCII: after other letters they are part of how Persian, Hindi and emoji are written.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f|(?<![\u0080-\u{10ffff}])[\u200c\u200d]/u;

function firstInvisible(text: string): number | undefined {
  const at = text.search(INVISIBLE);
  return at < 0 ? undefined : text.codePointAt(at);
}
