/** What a guest has of the kernel in whose memory it works. */
export type ForGuest = { readonly memory: WebAssembly.Memory; readonly search: (length: number) => number };

/**
 * What the first of some modules exports, in base64, that this host can run; undefined where it allows no WebAssembly. `atob`,
 * because both hosts have it.
 */
export function instantiate<Exports>(modules: readonly string[], env?: ForGuest): Exports | undefined {
  for (const base64 of modules) {
    try {
      const text = atob(base64);
      const bytes = new Uint8Array(text.length);
      for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), env ? { env } : {});
      return exports as Exports;
    } catch {
      // The next one asks less of the host.
    }
  }
  return undefined;
}
