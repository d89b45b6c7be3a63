/** Compiled by scripts/build/kernel.mjs. */
declare module '*?wasm' {
  export const base64: string;
}
