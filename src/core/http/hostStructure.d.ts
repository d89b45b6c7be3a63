/** Each bundle has its host's own: see src/host. */
declare module '@host/structure' {
  /** Opens texts for `Pass`. Undefined where the host has no WebAssembly, or where it would be slower than none. */
  export function openStructure(): ((text: string) => import('./nesting').Pass) | undefined;
}
