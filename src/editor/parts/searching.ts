export { createFindTokens } from '../files/findTokens';
