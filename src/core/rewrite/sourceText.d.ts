/** Source files that are imported as text: see `scripts/build/sourceText.mjs`. */
declare module '*?text' {
  export const text: string;
}
declare module '*?javascript' {
  export const text: string;
}
