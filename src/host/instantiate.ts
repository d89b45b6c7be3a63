/**
 * What a kernel exports; undefined where this host does not allow WebAssembly. `atob`, because both hosts have it.
 *
 * @param memory of another kernel, for a guest of that
 */
export function instantiate<Exports>(base64: string, memory?: WebAssembly.Memory): Exports | undefined {
  try {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), memory ? { env: { memory } } : {});
    return exports as Exports;
  } catch {
    return undefined;
  }
}
