/** Compiled by scripts/build/kernel.mjs. */
declare module '*?wasm' {
  export const base64: string;
}

/** The same for one that works in the memory of another. */
declare module '*?wasm&guest' {
  export const base64: string;
}

/** The same for engines that have relaxed SIMD. */
declare module '*?wasm&relaxed' {
  export const base64: string;
}
