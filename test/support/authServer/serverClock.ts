/** The clock of the server: real time plus what a test has let pass. */
export class ServerClock {
  #aheadMilliseconds = 0;

  get aheadSeconds(): number {
    return this.#aheadMilliseconds / 1000;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#aheadMilliseconds;
  }

  advance(seconds: number): void {
    this.#aheadMilliseconds += seconds * 1000;
  }

  reset(): void {
    this.#aheadMilliseconds = 0;
  }
}
