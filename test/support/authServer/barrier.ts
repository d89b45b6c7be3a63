/** Holds whoever passes while it is closed; opening it lets all of them go on. No timers. */
export class Barrier {
  #opened = Promise.resolve();
  #open: () => void = () => {};

  close(): void {
    this.open();
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }

  pass(): Promise<void> {
    return this.#opened;
  }
}
