export { countdownOf, WITHOUT_COUNTDOWN } from '../core/present/countdown';
export { assess } from '../core/token/assess';
export { decode } from '../core/token/decode';
export { estimateLifetime, scopesBeside } from '../core/token/lifetime';
export { scan } from '../core/token/scan';
export { timeBeside } from '../core/token/timeBeside';
