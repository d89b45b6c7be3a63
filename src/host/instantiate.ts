/** What a kernel exports; undefined where this host does not allow WebAssembly. `atob`, because both hosts have it. */
export function instantiate<Exports>(base64: string): Exports | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    return exports as Exports;
  } catch {
    return undefined;
  }
}
