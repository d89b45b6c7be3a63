export { countdownOf, WITHOUT_COUNTDOWN } from '../core/present/countdown';
export { endOfPlaced } from '../core/token/indexedToken';
export { scan } from '../core/token/scan';
export { TokenIndex } from '../core/token/tokenIndex';
export { readToken } from '../core/token/tokenReading';
