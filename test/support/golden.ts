import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Compares with a text file that people read. `UPDATE=1` writes the file instead of comparing; a file that is missing
 * otherwise fails.
 */
export function assertGolden(file: string, actual: string): void {
  if (process.env.UPDATE === '1') writeFileSync(file, actual);
  assert.ok(existsSync(file), `${file} is missing: run with UPDATE=1, read it, and commit it`);
  assert.equal(actual, readFileSync(file, 'utf8'));
}
