/** The code of a worker. */
export interface WorkerScript {
  /** On the disk, where there is one. */
  readonly path: string;
  read(): Promise<Uint8Array>;
}
