export { copyClaims } from '../copyClaims';
export { decodeToken } from '../decodeToken';
export { goToToken } from '../goToToken';
