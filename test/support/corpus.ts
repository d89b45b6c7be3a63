import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The shared test corpus: files that nobody here wrote. It is no part of this repository. */
const FOLDER = process.env.AUTHLENS_CORPUS ?? resolve('..', 'shared', 'corpus');

export interface CorpusFile {
  /** Relative to the corpus, with `/`: `har/….har`. */
  readonly path: string;
  read(): string;
}

/** Every file below `folder` (all of the corpus where it is left out), in the order of their paths. */
export function corpusFiles(folder = ''): CorpusFile[] {
  const names = readdirSync(join(FOLDER, folder), { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: file.slice(FOLDER.length + 1).replaceAll('\\', '/'),
      read: () => readFileSync(file, 'utf8'),
    }));
}

/** A suite over the corpus; where there is none it is one skipped test whose title says why. */
export function describeCorpus(title: string, define: () => void): void {
  describe(title, () => {
    if (existsSync(FOLDER)) define();
    else {
      it('skipped: there is no corpus; set AUTHLENS_CORPUS to its folder', function () {
        this.skip();
      });
    }
  });
}
