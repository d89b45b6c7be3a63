export { showUnasked } from '../showUnasked';
