import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { lineEndOf } from '../style';

/** Makes the helper a module of this one, and brings its trait into scope. */
export function moduleEdits(source: SourceFile, helperPath: string): readonly Edit[] {
  if (/^use .*\bSendRefreshed\b/m.test(source.text)) return [];
  const lineEnd = lineEndOf(source.text);
  const use = 'use spotify_auth::SendRefreshed;';
  const declared = /^mod spotify_auth;/m.test(source.text) ? [use] : [...moduleOf(source, helperPath), use];
  const uses = source.root.namedChildren.filter(({ type }) => type === 'use_declaration');
  const last = uses.at(-1);
  if (last !== undefined) {
    const newText = `${lineEnd}${lineEnd}${declared.join(lineEnd)}`;
    return [{ start: last.endIndex, end: last.endIndex, newText }];
  }
  const start = source.root.namedChildren.find(isItem)?.startIndex ?? 0;
  return [{ start, end: start, newText: `${declared.join(lineEnd)}${lineEnd}${lineEnd}` }];
}

/** The root of a crate finds a file beside it; another file would look in a folder of its own name. */
function moduleOf({ path }: SourceFile, helperPath: string): readonly string[] {
  const file = relative(path.split('/').slice(0, -1), helperPath.split('/'));
  const isRoot = /(?:^|\/)(?:main|lib|mod)\.rs$/.test(path);
  return isRoot && file === 'spotify_auth.rs' ? ['mod spotify_auth;'] : [`#[path = "${file}"]`, 'mod spotify_auth;'];
}

function relative(from: readonly string[], to: readonly string[]): string {
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Not `#![…]`, `//!` and the license above: they belong to the file. */
function isItem({ type }: { readonly type: string }): boolean {
  return type !== 'inner_attribute_item' && !type.includes('comment');
}
