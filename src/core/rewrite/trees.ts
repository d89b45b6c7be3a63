import { type Parser, type Tree, Edit as TreeEdit } from 'web-tree-sitter';
import { pointAfter } from './points';

/** The syntax trees of the files that were looked at last: a text that has changed little is parsed little. */
export interface Trees {
  /**
   * The tree of `text`. It belongs to the cache: it may be gone when this is called again, so whoever asks uses it up
   * before anything else can run.
   *
   * @param key tells files apart, and a file in one grammar from the same in another
   */
  treeOf(key: string, parser: Parser, text: string): Tree | undefined;
}

/** Files that are worked on at the same time; a tree takes some megabytes of a heap that nobody collects. */
const MOST = 8;

export function rememberTrees(): Trees {
  const known = new Map<string, { readonly text: string; readonly tree: Tree }>();
  return {
    treeOf(key, parser, text) {
      const before = known.get(key);
      known.delete(key);
      const tree = before?.text === text ? before.tree : reparse(parser, text, before);
      if (tree === undefined) return undefined;
      known.set(key, { text, tree });
      const [oldest] = known;
      if (oldest !== undefined && known.size > MOST) {
        known.delete(oldest[0]);
        oldest[1].tree.delete();
      }
      return tree;
    },
  };
}

function reparse(
  parser: Parser,
  text: string,
  before: { readonly text: string; readonly tree: Tree } | undefined,
): Tree | undefined {
  if (before !== undefined) before.tree.edit(changeBetween(before.text, text));
  try {
    return parser.parse(text, before?.tree) ?? undefined;
  } finally {
    before?.tree.delete();
  }
}

/** The stretch in which two texts differ, as one edit. */
function changeBetween(before: string, after: string): TreeEdit {
  const most = Math.min(before.length, after.length);
  let start = longest(most, (from, to) => before.slice(from, to) === after.slice(from, to));
  let same = longest(
    most - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  );
  // An edit is of whole characters: not of one half of a surrogate pair.
  if (isTrail(before, start) || isTrail(after, start)) start--;
  if (isTrail(before, before.length - same)) same--;
  const oldEnd = before.length - same;
  const newEnd = after.length - same;
  const startPosition = pointAfter({ row: 0, column: 0 }, after.slice(0, start));
  return new TreeEdit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: pointAfter(startPosition, before.slice(start, oldEnd)),
    newEndPosition: pointAfter(startPosition, after.slice(start, newEnd)),
  });
}

/** The most of which all is the same. Whole stretches are compared, which costs a fraction of one character at a time. */
function longest(most: number, isSame: (from: number, to: number) => boolean): number {
  let known = 0;
  for (let step = STRETCH; step >= 1; step /= STRETCH_PART) {
    while (known + step <= most && isSame(known, known + step)) known += step;
  }
  return known;
}

const STRETCH = 4096;
const STRETCH_PART = 16;

function isTrail(text: string, offset: number): boolean {
  return (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
}
