/** The bytes of a file, read anew each time. */
export interface FileBytes {
  readonly bytes: number;
  read(): AsyncIterable<Uint8Array>;
}
