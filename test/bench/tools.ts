import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { Contestant } from './rounds';

/** A program on this machine, or the name of one that is not here. */
export interface Tool extends Contestant {
  readonly installed: boolean;
}

const PATTERN = 'eyJ[A-Za-z0-9_-]{12,}\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*|[AB]Q[A-D][A-Za-z0-9_-]{57,509}';

/** Tools that search a file in a process of their own, each with our kinds as a pattern. */
export function makeTools(text: string): { readonly tools: readonly Tool[]; dispose(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'auth-lens-bench-'));
  const file = join(folder, 'input.txt');
  writeFileSync(file, text, 'latin1');
  const tool = (name: string, program: string, args: readonly string[]): Tool => ({
    name,
    installed: spawnSync(program, ['--version']).status === 0,
    run: () => spawnSync(program, [...args, PATTERN, file], { env: { ...process.env, LC_ALL: 'C' } }),
  });
  return {
    tools: [
      tool('ripgrep', 'rg', ['-j1', '--only-matching', '--byte-offset']),
      tool('grep -P', 'grep', ['--only-matching', '--byte-offset', '-P']),
      tool('grep -E', 'grep', ['--only-matching', '--byte-offset', '-E']),
    ],
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Secretlint with its recommended rules, in this process. */
export function secretlint(text: string): Contestant {
  const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, rules: [] }];
  return {
    name: 'secretlint',
    run: () =>
      lintSource({
        source: { content: text, filePath: 'input.txt', ext: '.txt', contentType: 'text' },
        options: { config: { rules } },
      }),
  };
}
