/** Stacks from the bundles that run in VS Code, told in places of the source. */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';

/** @type {Map<string, SourceMap | undefined>} */
const maps = new Map();

/**
 * Frames of mocha, Node and VS Code say nothing about the mistake, so they are left out.
 * @param {string} text a message with a stack
 */
export function readableStack(text) {
  return text
    .split('\n')
    .map((line) => (/^\s+at /.test(line) ? frame(line) : line))
    .filter((line) => line !== undefined)
    .join('\n');
}

/** @param {string} line @returns {string | undefined} */
function frame(line) {
  const bundled = /\.build(?:\/|%2F)editor(?:\/|%2F)([\w-]+)\.js[^:]*:(\d+):(\d+)/.exec(line);
  const place = bundled
    ? sourcePlace(`.build/editor/${bundled[1]}.js`, Number(bundled[2]), Number(bundled[3]))
    : undefined;
  if (bundled && place === undefined) return undefined;
  const told = place === undefined ? line : `    at ${place}`;
  return /node_modules|node:internal|\/static\/out\/vs\/|extensionHostProcess/.test(told) ? undefined : told;
}

/** @param {string} bundle @param {number} line from 1 @param {number} column from 1 */
function sourcePlace(bundle, line, column) {
  const entry = mapOf(bundle)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return undefined;
  const source = resolve(dirname(bundle), entry.originalSource);
  return `${relative('.', source)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

/** @param {string} bundle with its source map inside */
function mapOf(bundle) {
  if (!maps.has(bundle)) {
    const text = existsSync(bundle) ? readFileSync(bundle, 'utf8') : '';
    const encoded = text.slice(text.lastIndexOf('\n//# sourceMappingURL=')).split('base64,')[1];
    maps.set(bundle, encoded ? new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString())) : undefined);
  }
  return maps.get(bundle);
}
