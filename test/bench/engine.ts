import { setFlagsFromString } from 'node:v8';

/**
 * What makes this Node like the engine of VS Code, where it is an older one: relaxed SIMD is in every VS Code this extension
 * runs in, but in Node 20 behind an option.
 */
export const ENGINE_OPTIONS: readonly string[] =
  Number.parseInt(process.versions.node, 10) < 21 ? ['--experimental-wasm-relaxed-simd'] : [];

/** The same for what this process compiles from now on. */
export function likeVSCode(): void {
  for (const option of ENGINE_OPTIONS) setFlagsFromString(option);
}
