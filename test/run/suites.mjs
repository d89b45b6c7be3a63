/** The suites of `npm test`, in order: quick ones first, so that a mistake shows soon, and long ones before short ones. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleBench } from '../bench/bundle.mjs';
import { editors } from '../vscode/versions.mjs';
import { bundleForExtensionHost, bundleForNode } from './bundle.mjs';

/** @typedef {{ grep?: string, fgrep?: string, invert?: boolean, bail?: boolean }} Selection which tests to run, as in mocha */

/**
 * @typedef {object} Command
 * @property {string[]} args for `node`
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'terminal' | 'log'} output where to what the program prints goes; tests report for themselves
 */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} title
 * @property {number} minutes after which it is stopped
 * @property {'every test' | 'failures' | 'none'} detail `none`: a step that has no test cases of its own
 * @property {string[]} [needs] suites to run before
 * @property {boolean} [alone] wants the machine for itself
 * @property {() => Promise<unknown>} [prepare] what has to be done before
 * @property {(run: Selection & { report: string }) => Promise<Command>} command
 */

/** @type {readonly Suite[]} */
export const suites = [
  step('types', 'Types', ['node_modules/typescript/bin/tsc', '--build']),
  step('lint', 'Lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']),
  step('build', 'Build', ['esbuild.mjs']),
  {
    ...step('package', 'Package: exactly the files we mean to ship', ['scripts/package.mjs', '--check'], 'log'),
    needs: ['build'],
  },
  fetching('fetch:browser', 'A browser, fetched where the machine has none', 'browser'),
  fetching('fetch', `VS Code ${editors.current.vscode} and a Node for it, fetched where they are missing`, 'current'),
  fetching('fetch:min', `VS Code ${editors.minimum.vscode}, fetched where it is missing`, 'minimum'),
  {
    name: 'unit',
    title: 'Unit tests, in plain Node',
    minutes: 10,
    detail: 'failures',
    command: async (run) => inNode({ ...run, timeout: 20_000 }, await bundleForNode('unit')),
  },
  {
    name: 'refresh',
    title: 'The code that the quick fixes insert, run against an authorization server',
    minutes: 20,
    detail: 'every test',
    needs: ['fetch:browser'],
    alone: true,
    prepare: async () => {
      for (const folder of ['projects', 'properties'])
        await rm(join('.build/refresh-run', folder), { recursive: true, force: true });
    },
    command: async (run) => inLanes({ ...run, timeout: 60_000 }, await bundleForNode('refresh')),
  },
  {
    name: 'record',
    title: 'Diagnoses of sessions that real clients recorded',
    minutes: 10,
    detail: 'failures',
    needs: ['fetch:browser'],
    alone: true,
    command: async (run) => inNode({ ...run, timeout: 20_000 }, await bundleForNode('record')),
  },
  {
    name: 'browser',
    title: "A person's use, in a headless browser",
    minutes: 20,
    detail: 'every test',
    needs: ['build', 'fetch:browser', 'fetch', 'fetch:min'],
    alone: true,
    command: async (run) => inNode({ ...run, timeout: 120_000, retries: 1 }, await bundleForNode('browser')),
  },
  inEditor('editor', 'Extension tests, in the Node extension host', 'node', 'current'),
  inEditor(
    'editor:min',
    'Extension tests, in the Node extension host of the oldest supported VS Code',
    'node',
    'minimum',
  ),
  { ...inEditor('web', 'Extension tests, in the web extension host', 'web', 'current'), alone: true },
  {
    name: 'bench',
    title: 'Benchmark: every gate is held',
    minutes: 8,
    detail: 'failures',
    needs: ['build', 'fetch:browser', 'fetch'],
    alone: true,
    command: async (run) => ({ args: [await bundleBench(), '--short', '--check', ...given(run)], output: 'terminal' }),
  },
];

/** @param {string} name @param {string} title @param {string[]} args @param {Command['output']} [output] @returns {Suite} */
function step(name, title, args, output = 'terminal') {
  return { name, title, minutes: 3, detail: 'none', command: async () => ({ args, output }) };
}

/** Ahead of the suites, so that what two of them want is fetched once. @param {string} name @param {string} title @param {string} what @returns {Suite} */
function fetching(name, title, what) {
  return { ...step(name, title, ['test/vscode/fetchAll.mjs', what]), minutes: 15 };
}

/** @typedef {Selection & { report: string, timeout: number, retries?: number }} NodeRun */

/** @param {NodeRun} run @param {string[]} modules @param {'inNode' | 'inLanes'} [how] @returns {Command} */
function inNode(run, modules, how = 'inNode') {
  const args = ['--enable-source-maps', `test/run/${how}.mjs`, JSON.stringify(run), ...modules];
  return { args, output: 'terminal' };
}

/** Files that share nothing, side by side. @param {NodeRun} run @param {string[]} modules */
const inLanes = (run, modules) => inNode(run, modules, 'inLanes');

/**
 * @param {string} name
 * @param {string} title
 * @param {import('../vscode/server.mjs').ExtensionKind} kind
 * @param {import('../vscode/versions.mjs').VersionName} version
 * @returns {Suite}
 */
function inEditor(name, title, kind, version) {
  return {
    name,
    title,
    minutes: 15,
    detail: 'every test',
    needs: ['build', 'fetch:browser', 'fetch', ...(version === 'minimum' ? ['fetch:min'] : [])],
    command: async (run) => ({
      args: ['test/run/inEditor.mjs', await bundleForExtensionHost(kind, run, fileName(name)), kind],
      env: { AUTHLENS_VSCODE: version, AUTHLENS_LOG: `.build/logs/${fileName(name)}.vscode.log` },
      output: 'log',
    }),
  };
}

/** A suite's name as part of a file's. @param {string} name */
export const fileName = (name) => name.replace(':', '-');

/** As options of a command line. @param {Selection & { report: string }} run */
const given = ({ report, grep, fgrep, invert }) => [
  `--report=${report}`,
  ...(grep === undefined ? [] : [`--grep=${grep}`]),
  ...(fgrep === undefined ? [] : [`--fgrep=${fgrep}`]),
  ...(invert ? ['--invert'] : []),
];
