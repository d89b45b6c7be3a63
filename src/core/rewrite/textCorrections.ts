import type { Edit } from '../text/edit';
import type { Correct } from './callSites';
import type { GapCode } from './gapCodes';

/** Changes within a single string literal, in any language: they go with the rules of `textMistakes`. */
export const textCorrections: Readonly<Partial<Record<GapCode, Correct>>> = {
  'localhost-redirect-uri': (_source, { node }) => ({
    title: 'Use 127.0.0.1 instead of localhost (register it in the dashboard too)',
    edits: editsIn(node, /(?<=^.{0,3}https?:\/\/|redirect_uri=http(?::|%3A)(?:\/\/|%2F%2F))localhost/gi, '127.0.0.1'),
  }),
  'comma-joined-scopes': (_source, { node }) => ({
    title: 'Separate the scopes by spaces',
    edits: editsIn(node, /, ?/g, ' '),
  }),
  'implicit-grant': (source, { node }) =>
    EXCHANGES_CODE.test(source.text)
      ? {
          title: 'Ask for a code instead of a token',
          edits: editsIn(node, /(?<=^["'`]|response_type=)token/g, 'code'),
        }
      : undefined,
};

/** Only where a code is exchanged already is another response type the whole change. */
const EXCHANGES_CODE = /authorization_code/;

function editsIn(
  { startIndex, text }: { readonly startIndex: number; readonly text: string },
  pattern: RegExp,
  newText: string,
): readonly Edit[] {
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    start: startIndex + index,
    end: startIndex + index + length,
    newText,
  }));
}
