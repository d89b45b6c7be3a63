import { once } from './once';

// What of the core is loaded when it is first used, because most sessions never use it. In Node a part is a file of its own
// beside the activation bundle; the web extension host can load no second file, and there a part is code that has not run
// yet. Both are what a `require` inside of a function means to the bundler (scripts/build/parts.mjs), and `require` it is,
// not `import()`, because most of what the engine offers answers at once.
//
// Each file has its own copy of the modules that parts share: no module may keep what another part would have to see.

declare const require: (path: string) => unknown;

/** Finds tokens and judges them. Loaded by the first text that is looked at. */
export const reading = once(() => require('./parts/reading') as typeof import('./parts/reading'));

/** Tells all of a token as data or text. Loaded by the first command or caller that asks for it. */
export const explaining = once(() => require('./parts/explaining') as typeof import('./parts/explaining'));

/** Reads logs, says why calls failed, takes secrets out. Loaded by the first log. */
export const diagnosing = once(() => require('./parts/diagnosing') as typeof import('./parts/diagnosing'));

/** The parsers, and all that is known of languages and libraries. Loaded by the first source file that mentions Spotify. */
export const rewriting = once(() => require('./parts/rewriting') as typeof import('./parts/rewriting'));
