import type { DocumentReader } from './documentReader';
import { makeHarReader } from './har';
import { makeInsomniaReader } from './insomnia';
import type { Output } from './lineReader';
import { makeNetlogReader } from './netlog';
import { makePostmanReader } from './postman';

type DocumentReaderMaker = (output: Output) => DocumentReader;

/** How each format that is one JSON document starts. */
const DOCUMENTS: readonly { readonly sign: RegExp; readonly name?: RegExp; readonly make: DocumentReaderMaker }[] = [
  {
    sign: /"log"\s*:\s*\{\s*"(?:version|creator|browser|pages|entries|comment)"/,
    name: /\.har$/i,
    make: makeHarReader,
  },
  { sign: /^\s*\{\s*"constants"\s*:\s*\{|"logEventTypes"\s*:\s*\{/, make: makeNetlogReader },
  {
    sign: /"schema"\s*:\s*"https?:\\?\/\\?\/schema\.(?:getpostman|postman)\.com|"_postman_id"\s*:/,
    make: makePostmanReader,
  },
  { sign: /"__export_format"\s*:\s*\d/, make: makeInsomniaReader },
];

/** The reader for the JSON document that starts with `head`, if it is one of a known kind. */
export function sniffDocument(head: string, name: string | undefined): DocumentReaderMaker | undefined {
  if (!/^\s*\{/.test(head)) return undefined;
  const known = DOCUMENTS.find(({ sign }) => sign.test(head));
  return (known ?? DOCUMENTS.find((row) => name !== undefined && row.name?.test(name)))?.make;
}
