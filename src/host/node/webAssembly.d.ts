/** As much of it as is used here: Node has it, but its types leave it to the DOM's. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    /** @returns how many pages of 64 KiB there were before. Who looks into `buffer` must take it anew. */
    grow(pages: number): number;
  }
  class Instance {
    readonly exports: unknown;
    constructor(
      module: Module,
      imports: { readonly env?: Readonly<Record<string, Memory | ((length: number) => number)>> },
    );
  }
}
