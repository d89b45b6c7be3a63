// What a file is searched with beside the search, in whose memory it works.
export { fingerprint, HASH, hash } from './digest';
export { breaks, units } from './lines';
