import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A folder that is gone after use. What is in it may still be held by a program that is just ending.
 * @param {string} name as the window's title shows it
 * @param {Record<string, string>} [files] path to text
 */
export async function temporaryFolder(name, files = {}) {
  const parent = await mkdtemp(join(tmpdir(), 'auth-lens-'));
  const path = join(parent, name);
  await mkdir(path);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), text);
  }
  return { path, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}
