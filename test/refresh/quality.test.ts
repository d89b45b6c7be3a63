import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { format } from 'prettier';
import { fix } from './project';

const FOLDER = resolve('.build/refresh-run/quality');
const programs = readdirSync('test/refresh/clients', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?:client|app)\.\w+$/i.test(file))
  .sort();

/** File name's ending, program, its arguments: from standard input to standard output. */
const FORMATTERS: readonly (readonly [string, string, ...string[]])[] = [
  ['.py', 'black', '--quiet', '-'],
  ['.go', 'gofmt'],
  ['.rs', 'rustfmt', '--edition', '2021'],
];

/** What is written into people's projects passes their checks. */
describe('inserted files', () => {
  before(() => rmSync(FOLDER, { recursive: true, force: true }));

  for (const program of programs.filter((file) => /\.[cm]?[jt]s$/.test(file))) {
    it(`${program}: Prettier leaves the helper alone`, async () => {
      const { helpers } = await fix(program);
      for (const { path, text } of helpers) {
        const parser = path.endsWith('.ts') ? 'typescript' : 'babel';
        const style = {
          singleQuote: /(?:from |require\(|= )'/.test(text),
          semi: /;$/m.test(text),
          useTabs: /^\t/m.test(text),
        };
        assert.equal(text, await format(text, { parser, ...style }));
      }
    });
  }

  it('TypeScript: strict, noUncheckedIndexedAccess, exactOptionalPropertyTypes', async () => {
    for (const program of programs.filter((file) => file.endsWith('.ts'))) {
      const { main, helpers } = await fix(program);
      for (const { path, text } of [main, ...helpers]) save(join(FOLDER, dirname(program), path), text);
    }
    const compilerOptions = {
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      isolatedModules: true,
      verbatimModuleSyntax: true,
      noEmit: true,
      skipLibCheck: true,
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'bundler',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      types: ['node'],
    };
    save(join(FOLDER, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/spotify-auth*.ts'] }));
    const { stdout, status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', FOLDER], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout);
  });

  for (const program of programs.filter((file) => file.endsWith('.py'))) {
    it(`${program}: python -W error -m py_compile takes the helper`, async function () {
      const python = findCommand('python3');
      if (python === undefined) return this.skip();
      for (const { path, text } of (await fix(program)).helpers) {
        const file = join(FOLDER, dirname(program), path);
        save(file, text);
        execFileSync(python, ['-W', 'error', '-m', 'py_compile', file]);
      }
    });
  }

  for (const [ending, command, ...args] of FORMATTERS) {
    for (const program of programs.filter((file) => file.endsWith(ending))) {
      it(`${program}: ${command} leaves the helper alone`, async function () {
        if (findCommand(command) === undefined) return this.skip();
        for (const { text } of (await fix(program)).helpers) {
          assert.equal(execFileSync(command, args, { input: text, encoding: 'utf8' }), text);
        }
      });
    }
  }
});

function findCommand(name: string): string | undefined {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined ? name : undefined;
}

function save(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
