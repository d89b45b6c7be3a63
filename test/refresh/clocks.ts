/** Moves the clocks that the inserted code reads, in this process. `restore` puts the real ones back. */
const realNow = Date.now;
const realMonotonic = performance.now.bind(performance);
const realTimeout = AbortSignal.timeout;

let wallAhead = 0;
let monotonicAhead = 0;

/** As time passing does: both clocks. */
export function letPass(milliseconds: number): void {
  wallAhead += milliseconds;
  monotonicAhead += milliseconds;
  install();
}

/** As a wrong clock, or one that is set right: the wall clock alone. */
export function setWallClockAhead(milliseconds: number): void {
  wallAhead = milliseconds;
  install();
}

/** Each reading of the wall clock is `milliseconds` later than the one before. */
export function makeWallClockJump(milliseconds: number): void {
  Date.now = () => {
    wallAhead += milliseconds;
    return realNow() + wallAhead;
  };
}

/** Time-outs end after a hundredth of their time. */
export function hurryTimeouts(): void {
  AbortSignal.timeout = (milliseconds) => realTimeout.call(AbortSignal, milliseconds / 100);
}

export function restoreClocks(): void {
  wallAhead = 0;
  monotonicAhead = 0;
  Date.now = realNow;
  performance.now = realMonotonic;
  AbortSignal.timeout = realTimeout;
}

function install(): void {
  Date.now = () => realNow() + wallAhead;
  performance.now = () => realMonotonic() + monotonicAhead;
}
