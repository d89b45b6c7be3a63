/**
 * Everything that is fetched on demand, and nothing else is: one pinned version each, from the npm registry that the
 * user's npm is set to, which also checks the integrity.
 */

/** @typedef {'current' | 'minimum'} VersionName */

/** The `code-server` package carries VS Code's server and web workbench; `node` is what that server needs to run. */
export const editors = /** @type {const} */ ({
  /** The newest VS Code that is published this way. */
  current: { vscode: '1.139.1', codeServer: '4.139.1', node: 24 },
  /** `engines.vscode`: the oldest editor we promise to run in. */
  minimum: { vscode: '1.100.0', codeServer: '4.100.0', node: 20 },
});

/** A Node to run the server with, where the running one is too old. */
export const nodeVersion = '24.21.0';

/** A headless Chromium with the libraries it needs, for machines (Linux, x64) without a browser. */
export const chromiumVersion = '153.0.0';

/** That Chromium brings one proportional font; an editor wants a monospaced one. */
export const fontsVersion = '2.37.3';
