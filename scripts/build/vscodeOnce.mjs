/**
 * esbuild plugin: `vscode` is taken once a bundle. A CommonJS module that is imported as a namespace is copied, member by
 * member, for each file that imports it: thirty files times two hundred members, and all of it before `activate`.
 *
 * @type {import('esbuild').Plugin}
 */
export const vscodeOnce = {
  name: 'vscode-once',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode-once' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode-once' },
    );
    build.onLoad({ filter: /.*/, namespace: 'vscode-once' }, () => ({ contents: `export * from 'vscode';` }));
  },
};
