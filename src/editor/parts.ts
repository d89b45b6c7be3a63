import { once } from '../once';

// What of the adapters is loaded later; how and why is said in `src/parts.ts`. What registers a feature asks for its part
// here, and so is in none.

declare const require: (path: string) => unknown;

/** What is in view without being asked for. Loaded in the turn after the activation. */
export const showing = once(() => require('./parts/showing') as typeof import('./parts/showing'));

/** Watches source code and offers to change it. Loaded in the turn after the activation. */
export const refreshing = once(() => require('./parts/refreshing') as typeof import('./parts/refreshing'));

/** Makes the card of a token. Loaded by the first hover on one. */
export const hovering = once(() => require('./parts/hovering') as typeof import('./parts/hovering'));

/** Does what a command asks of one token. Loaded by the first of them. */
export const handling = once(() => require('./parts/handling') as typeof import('./parts/handling'));

/** Asks for a log and shows what became of it. Loaded by the first command that diagnoses. */
export const reporting = once(() => require('./parts/reporting') as typeof import('./parts/reporting'));

/** Makes the sample. Loaded by the command. */
export const sampling = once(() => require('./parts/sampling') as typeof import('./parts/sampling'));

/** Asks for a file and lists its tokens. Loaded by the command. */
export const searching = once(() => require('./parts/searching') as typeof import('./parts/searching'));
