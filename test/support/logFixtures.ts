import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { mintOpaque } from './mint';

const FOLDER = join('test', 'fixtures', 'http');

export interface LogFixture {
  /** `format/case`. */
  readonly title: string;
  readonly text: string;
  /** The file that holds what the reading should look like. */
  readonly expected: string;
  /** Puts the placeholders back, so that what is rendered is the same in each run. */
  readonly withPlaceholders: (rendered: string) => string;
}

/** The logs in test/fixtures/http, with tokens that are minted for this run in the place of the placeholders. */
export function logFixtures(): LogFixture[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).sort();
  return files
    .filter((file) => file.endsWith('.txt'))
    .map((file) => {
      const minted = new Map(Object.entries(PLACEHOLDERS).map(([placeholder, mint]) => [placeholder, mint()]));
      let text = readFileSync(join(FOLDER, file), 'utf8');
      for (const [placeholder, token] of minted) text = text.replaceAll(placeholder, token);
      const withPlaceholders = (rendered: string) => {
        let result = rendered;
        for (const [placeholder, token] of minted) result = result.replaceAll(token, placeholder);
        return result;
      };
      const title = `${file.slice(0, -'.txt'.length).replaceAll('\\', '/')}`;
      return {
        title,
        text,
        expected: join(FOLDER, file, '..', `${basename(file, '.txt')}.expected`),
        withPlaceholders,
      };
    });
}

/** Each kind of token has one length, so that the offsets in the golden files are the same in each run. */
const PLACEHOLDERS: Readonly<Record<string, () => string>> = {
  '%ACCESS%': () => mintOpaque('access-token'),
  '%REFRESH%': () => mintOpaque('refresh-token'),
  '%CODE%': () => mintOpaque('authorization-code'),
  '%BASIC%': () => mintOpaque('client-credentials'),
};
