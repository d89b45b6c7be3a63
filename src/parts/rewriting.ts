export { createRewriter } from '../core/rewrite/rewriter';
export { languages } from '../core/rewrite/rewrites';
