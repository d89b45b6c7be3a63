// What a file is searched with: both loops go over the same bytes, so they are one module with one memory.
export { breaks, units } from './lines';
export { search } from './search';
