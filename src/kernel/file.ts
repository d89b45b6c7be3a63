// What a file is searched with beside the search, in whose memory it works.
export { decode } from './base64';
export { fingerprint, HASH, hash } from './digest';
export { maySpeakOfEnd } from './expiry';
export { keep, STATE, start, walk } from './known';
export { breaks, lineStart, units } from './lines';
