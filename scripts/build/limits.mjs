/** What each bundle may weigh, in kB, and what it must not hold: a slow start begins with one careless import. */
const LIMITS = [
  { file: 'dist/extension.js', most: 400, never: ['web-tree-sitter', 'zod', 'jose', 'src/core/rewrite/typescript'] },
  { file: 'dist/web/extension.js', most: 640, never: ['zod', 'jose'] },
  { file: 'dist/rewriting.js', most: 280, never: ['src/editor', 'src/core/diagnose', 'zod', 'jose'] },
  { file: 'dist/engine.js', most: 560, never: ['src/editor', 'zod', 'jose'] },
];

/**
 * One line a bundle; throws where one breaks its limits.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {string}
 */
export function bundleReport(metafiles) {
  const outputs = Object.assign({}, ...metafiles.map(({ outputs }) => outputs));
  const broken = [];
  const lines = [];
  for (const { file, most, never } of LIMITS) {
    const output = outputs[file];
    if (!output) throw new Error(`${file} was not built.`);
    const kilobytes = output.bytes / 1000;
    lines.push(`${file}: ${kilobytes.toFixed(0)} kB of ${most}`);
    if (kilobytes > most) broken.push(`${file} is ${kilobytes.toFixed(0)} kB; ${most} are its limit.`);
    for (const input of Object.keys(output.inputs)) {
      if (never.some((part) => input.includes(`node_modules/${part}/`) || input.startsWith(`${part}/`))) {
        broken.push(`${file} holds ${input}, which must not be loaded with it.`);
      }
    }
  }
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return lines.join('\n');
}
