import { type Parser, type Tree, Edit as TreeEdit } from 'web-tree-sitter';
import { differenceBetween } from './difference';
import { createPlaces, type Places } from './places';
import { pointAfter } from './points';

/** A text, parsed, and searched as far as anybody has asked. */
export interface ReadText {
  readonly tree: Tree;
  readonly places: Places;
}

/** The texts of the files that were looked at last: one that has changed little is parsed and searched little. */
export interface Trees {
  /**
   * The tree of `text` belongs to the cache: it may be gone when this is called again, so whoever asks uses it up
   * before anything else can run.
   *
   * @param key tells files apart, and a file in one grammar from the same in another
   */
  read(key: string, parser: Parser, text: string): ReadText | undefined;
}

/** Files that are worked on at the same time; a tree takes some megabytes of a heap that nobody collects. */
const MOST = 8;

export function rememberTrees(): Trees {
  const known = new Map<string, ReadText & { readonly text: string }>();
  return {
    read(key, parser, text) {
      const before = known.get(key);
      known.delete(key);
      const tree = before?.text === text ? before.tree : reparse(parser, text, before);
      if (tree === undefined) return undefined;
      const places = before?.places.after(text) ?? createPlaces(text);
      known.set(key, { text, tree, places });
      const [oldest] = known;
      if (oldest !== undefined && known.size > MOST) {
        known.delete(oldest[0]);
        oldest[1].tree.delete();
      }
      return { tree, places };
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
  const { start, oldEnd, newEnd } = differenceBetween(before, after);
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
