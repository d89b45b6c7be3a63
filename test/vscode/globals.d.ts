/** Built into the bundle of an extension host suite by test/run/bundle.mjs. */
declare const RUN: import('../run/suites.mjs').Selection & { report: string };

/** mocha's browser build, which exports nothing. */
declare var Mocha: typeof import('mocha');

/** npm's copy of Node's `assert`; the slash keeps the built-in module out. */
declare module 'assert/' {
  import assert = require('node:assert');
  export = assert;
}
