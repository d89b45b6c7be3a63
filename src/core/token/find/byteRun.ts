import { BASE64, BASE64URL, CONTINUING, DOT, isClass, PADDING } from './alphabet';

/** Where what a token may be written with, or go on behind, is over: at `last` at the latest, also where it begins behind that. */
export function endOfRun(bytes: Uint8Array, from: number, last: number): number {
  let end = from;
  while (end < last && isClass(bytes[end] ?? 0, RUN)) end++;
  return Math.min(end, last);
}

const RUN = BASE64URL | BASE64 | DOT | PADDING | CONTINUING;
