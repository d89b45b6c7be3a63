export { claimsText, decodedText } from '../core/present/decodedText';
export { messageOf } from '../core/present/message';
export { tokenReport } from '../core/present/tokenReport';
