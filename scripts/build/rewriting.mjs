// The parser runtime and everything that changes code is a third of the extension, and most people who point at a token
// never ask for it: in Node it is a file of its own, loaded by the first `import()` of it.

/** Beside the bundles that load it. */
const FILE = './rewriting.js';

/** @type {Pick<import('esbuild').BuildOptions, 'stdin'>} */
export const rewritingEntry = {
  stdin: {
    contents: `export { createRewriter } from './rewriter';\nexport { languages } from './rewrites';\n`,
    resolveDir: 'src/core/rewrite',
  },
};

/** esbuild plugin: leaves `import()` of the rewriter to the file. @type {import('esbuild').Plugin} */
export const rewritingApart = {
  name: 'rewriting-apart',
  setup(build) {
    build.onResolve({ filter: /\/rewrite\/(?:rewriter|rewrites)$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: FILE, external: true } : undefined,
    );
  },
};
