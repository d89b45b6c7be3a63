/** Each bundle has its host's own: see src/host. */
declare module '@host/kernel' {
  /** Undefined where the host has no WebAssembly, or where it would be slower than none. */
  export function openKernel(): import('./kernel').Kernel | undefined;
  /** The same if it was opened before. */
  export function openedKernel(): import('./kernel').Kernel | undefined;
}
