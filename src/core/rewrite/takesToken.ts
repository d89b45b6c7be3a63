import type { Node } from 'web-tree-sitter';
import { ancestor, descendants } from './nodes';
import { oncePerTree } from './oncePer';

/**
 * Whether a function around a call, or the constructor of its class, is given a token: then only its callers know whose that
 * is.
 *
 * @param functions node types of functions and methods
 */
export function takesToken(root: Node, call: Node, functions: ReadonlySet<string>): boolean {
  for (let at = ancestor(call, functions); at !== undefined; at = ancestor(at, functions)) {
    if (hasToken(headOf(at))) return true;
  }
  return constructorTakesToken({ root });
}

const constructorTakesToken = oncePerTree(({ root }: { readonly root: Node }): boolean => {
  const constructors = descendants(root, ...CONSTRUCTORS).map(headOf);
  const byName = [...root.text.matchAll(NAMED_CONSTRUCTORS)].map(([head]) => head);
  const ofClasses = descendants(root, 'class_declaration').flatMap((one) =>
    one.namedChildren.filter(({ type }) => type === 'parameter_list').map(({ text }) => text),
  );
  return [...constructors, ...byName, ...ofClasses].some(hasToken);
});

/** In any notation: `token string`, `accessToken: String`, `$token`. */
const PARAMETER = /(?:token|Token|bearer)(?!\w)/;

/** A token that cancels is another thing. */
function hasToken(parameters: string): boolean {
  return PARAMETER.test(parameters.replace(/\bCancellationToken\??\s+\w+/g, ''));
}

const CONSTRUCTORS = ['primary_constructor', 'secondary_constructor', 'constructor_declaration'] as const;

/** What Go, Rust, PHP and Ruby have for constructors. */
const NAMED_CONSTRUCTORS =
  /\b(?:func New\w*|fn (?:new|from_\w+)|function __construct|def initialize)\s*\([^)]{0,500}\)/g;

/** The parameters without the body, which may be long. */
function headOf(node: Node): string {
  const parameters =
    node.childForFieldName('parameters') ??
    node.namedChildren.find(({ type }) => /parameters?(?:_list)?$/.test(type)) ??
    node;
  return parameters.text.slice(0, 1000);
}
