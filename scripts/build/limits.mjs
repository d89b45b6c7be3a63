const PACKAGES = ['web-tree-sitter', 'jsonc-parser', '@noble/hashes', 'zod', 'jose'];
const CORE = ['token', 'spotify', 'http', 'redact', 'diagnose', 'rewrite', 'present'].map((name) => `src/core/${name}`);
const RULES = ['src/core/http', 'src/core/redact', 'src/core/diagnose', 'src/core/rewrite'];

/**
 * What each bundle may weigh, in kB, and what it must not hold: a slow start begins with one careless import. A bundle that
 * has no row here fails the build, too.
 */
const LIMITS = [
  { file: 'dist/extension.js', most: 11, never: [...PACKAGES, ...CORE, 'src/host'] },
  { file: 'dist/parts/showing.js', most: 7, never: [...PACKAGES, ...CORE, 'src/host'] },
  { file: 'dist/parts/refreshing.js', most: 20, never: [...PACKAGES, 'src/core/rewrite/typescript', 'src/host'] },
  { file: 'dist/parts/reading.js', most: 105, never: [...RULES, 'src/editor', 'zod', 'jose'] },
  { file: 'dist/parts/hovering.js', most: 50, never: [...RULES, 'zod', 'jose'] },
  { file: 'dist/parts/handling.js', most: 6, never: [...PACKAGES, ...CORE, 'src/host'] },
  { file: 'dist/parts/explaining.js', most: 70, never: [...RULES, 'src/editor', 'zod', 'jose'] },
  { file: 'dist/parts/sampling.js', most: 4, never: [...PACKAGES, ...CORE] },
  { file: 'dist/parts/diagnosing.js', most: 250, never: ['src/editor', 'src/core/rewrite', 'zod', 'jose'] },
  { file: 'dist/parts/reporting.js', most: 36, never: ['src/core/http', 'src/core/rewrite', 'zod', 'jose'] },
  { file: 'dist/parts/rewriting.js', most: 480, never: ['src/editor', 'src/core/diagnose', 'zod', 'jose'] },
  { file: 'dist/parts/searching.js', most: 16, never: [...PACKAGES, ...RULES, 'src/kernel'] },
  { file: 'dist/fileWorker.js', most: 111, never: [...RULES, 'src/core/present', 'src/editor', 'zod', 'jose'] },
  { file: 'dist/web/fileWorker.js', most: 111, never: [...RULES, 'src/core/present', 'src/editor', 'zod', 'jose'] },
  { file: 'dist/web/extension.js', most: 860, never: ['zod', 'jose'] },
  { file: 'dist/engine.js', most: 780, never: ['src/editor', 'zod', 'jose'] },
];

/**
 * One line a bundle; throws where one breaks its limits.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {string}
 */
export function bundleReport(metafiles) {
  const outputs = Object.assign({}, ...metafiles.map(({ outputs }) => outputs));
  const bundles = Object.keys(outputs).filter((file) => file.endsWith('.js'));
  const unlimited = bundles.filter((file) => LIMITS.every((row) => row.file !== file));
  const broken = unlimited.map((file) => `${file} has no limits in scripts/build/limits.mjs.`);
  const lines = [];
  for (const { file, most, never } of LIMITS) {
    const output = outputs[file];
    if (!output) throw new Error(`${file} was not built.`);
    const kilobytes = output.bytes / 1000;
    lines.push(`${file}: ${kilobytes.toFixed(1)} kB of ${most}`);
    if (kilobytes > most) broken.push(`${file} is ${kilobytes.toFixed(1)} kB; ${most} are its limit.`);
    for (const input of Object.keys(output.inputs)) {
      if (never.some((part) => input.includes(`node_modules/${part}/`) || input.startsWith(`${part}/`))) {
        broken.push(`${file} holds ${input}, which must not be loaded with it.`);
      }
    }
  }
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return lines.join('\n');
}
