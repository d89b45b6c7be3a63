import type { Node } from 'web-tree-sitter';
import { type Span, shift } from '../text/span';
import { differenceBetween } from './difference';

/**
 * Where words and expressions stand in a text, kept while it changes: after an edit only the lines that it touched are
 * searched again.
 */
export interface Places {
  /** In text order, none overlapping. An expression is global and looks at nothing beyond the line of its match. */
  of(wanted: string | RegExp): readonly Span[];
  /** The same of another version of the text. */
  after(text: string): Places;
}

/** The places of a file that nobody has kept are searched for. */
export function placesIn({ root, text }: { readonly root: Node; readonly text: string }): Places {
  const known = kept.get(root) ?? createPlaces(text);
  kept.set(root, known);
  return known;
}

/** Whether an expression matches anywhere: see `Places.of`. */
export function occurs(source: { readonly root: Node; readonly text: string }, wanted: RegExp): boolean {
  return placesIn(source).of(wanted).length > 0;
}

/** From now on they are those of the file with this root. */
export function keepPlaces(root: Node, places: Places): void {
  kept.set(root, places);
}

const kept = new WeakMap<Node, Places>();

/** Words that somebody asks for while he writes; what was asked first goes first. */
const MOST = 250;

export function createPlaces(text: string, known = new Map<string | RegExp, readonly Span[]>()): Places {
  return {
    of(wanted) {
      const found = known.get(wanted) ?? search(text, wanted);
      known.set(wanted, found);
      return found;
    },
    after(changed) {
      if (changed === text) return this;
      const { start, oldEnd, newEnd } = differenceBetween(text, changed);
      const by = newEnd - oldEnd;
      const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
      const nextLine = changed.indexOf('\n', newEnd);
      const lineEnd = nextLine === -1 ? changed.length : nextLine;
      const lines = changed.slice(lineStart, lineEnd);
      const moved = [...known].slice(-MOST).map(([wanted, spans]) => {
        const before = spans.filter((span) => span.start < lineStart);
        const between = search(lines, wanted).map((span) => shift(span, lineStart));
        const behind = spans.filter((span) => span.start >= lineEnd - by).map((span) => shift(span, by));
        return [wanted, [...before, ...between, ...behind]] as const;
      });
      return createPlaces(changed, new Map(moved));
    },
  };
}

function search(text: string, wanted: string | RegExp): readonly Span[] {
  if (typeof wanted !== 'string') {
    return [...text.matchAll(wanted)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  }
  const found: Span[] = [];
  for (let start = text.indexOf(wanted); start !== -1; start = text.indexOf(wanted, start + wanted.length)) {
    found.push({ start, end: start + wanted.length });
  }
  return found;
}
