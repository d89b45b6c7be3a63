import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring } from '../callSites';
import { field } from '../nodes';
import { isTooMuch, shellOf } from './findCallSites';
import { planHelper } from './helperFile';
import { sourceEdit } from './sourceEdit';
import { argumentsOf } from './values';

/** `curl -H "Authorization: Bearer $TOKEN" "$url"` becomes `spotify_curl "$url"`. */
export const rewriteCurl: Refactoring = (source, targets) => {
  const calls = targets.map(({ node }) => node).filter((node) => !isTooMuch(node));
  if (calls.length === 0 || shellOf(source) !== 'bash') return undefined;
  const write = () => ({
    edits: [sourceEdit(source), ...calls.flatMap(callHelper)].filter((edit) => edit !== undefined),
    newFiles: planHelper(source).newFiles,
  });
  return { title: 'Refresh the token and retry once on 401', library: 'curl', write };
};

function callHelper(call: Node): readonly Edit[] {
  const name = field(call, 'name') ?? call;
  return [{ start: name.startIndex, end: name.endIndex, newText: 'spotify_curl' }, ...withoutToken(call)];
}

/** Where a token is among the arguments, everybody on the machine can read it. */
function withoutToken(call: Node): readonly Edit[] {
  const words = argumentsOf(call);
  return words.flatMap((word, index) => {
    const before = words[index - 1];
    const isOwn = /^-H["']?authorization:/i.test(word.text);
    const isNext = /^["']?authorization:/i.test(word.text) && /^(?:-H|--header)$/.test(before?.text ?? '');
    const first = isNext ? before : isOwn ? word : undefined;
    // With the space, or the line continuation, before it.
    return first === undefined ? [] : [{ start: endBefore(first), end: endOf(word), newText: '' }];
  });
}

function endBefore(word: Node): number {
  return word.previousNamedSibling?.endIndex ?? word.startIndex;
}

/** Without a carriage return, which is a part of the last word. */
function endOf(word: Node): number {
  return word.startIndex + word.text.trimEnd().length;
}
