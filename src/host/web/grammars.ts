/** A web extension host does not know where its own files are: the extension must pass a reader to `createEngine`. */
export function loadGrammar(name: string): Promise<Uint8Array> {
  return Promise.reject(new Error(`No reader for ${name} was given in this host.`));
}
