export { countdownOf, WITHOUT_COUNTDOWN } from '../core/present/countdown';
export { scan } from '../core/token/find/scan';
export { endOfPlaced } from '../core/token/keep/indexedToken';
export { TokenIndex } from '../core/token/keep/tokenIndex';
export { readToken } from '../core/token/keep/tokenReading';
