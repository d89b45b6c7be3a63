import { base64 } from '../kernel/search.ts?wasm';
import { base64 as relaxedBase64 } from '../kernel/search.ts?wasm&relaxed';

/**
 * The search, the quicker one first: relaxed SIMD is in V8 since 11.4, and so in every VS Code this extension runs in, but
 * neither in Node 20, where a remote host may run, nor in each browser.
 */
export const SEARCH_MODULES: readonly string[] = [relaxedBase64, base64];
