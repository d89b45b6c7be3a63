/** What a kernel exports; undefined where this host does not allow WebAssembly. */
export function instantiate<Exports>(base64: string): Exports | undefined {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(base64, 'base64')));
    return exports as Exports;
  } catch {
    return undefined;
  }
}
