import type { Node } from 'web-tree-sitter';
import { nodesByName, type Parsed } from './lookup';
import { ancestor } from './nodes';
import { oncePerTree } from './oncePer';
import { placesIn } from './places';

/**
 * Whether a function around a call, or the constructor of its class, is given a token: then only its callers know whose that
 * is.
 *
 * @param functions node types of functions and methods
 */
export function takesToken(source: Parsed, call: Node, functions: ReadonlySet<string>): boolean {
  for (let at = ancestor(call, functions); at !== undefined; at = ancestor(at, functions)) {
    if (hasToken(headOf(at))) return true;
  }
  return constructorTakesToken(source);
}

const constructorTakesToken = oncePerTree((source: Parsed): boolean => {
  const named = placesIn(source)
    .of(NAMED)
    .map(({ start }) => NAMED_CONSTRUCTOR.exec(source.text.slice(start, start + 600))?.[0] ?? '');
  return [...named, ...constructorHeads(source)].some(hasToken);
});

/** What Java, C# and Kotlin have for constructors: found by a keyword, by the name of a class, or behind that name. */
function constructorHeads(source: Parsed): readonly string[] {
  const holding = (word: string) =>
    nodesByName(source)
      .get(word)
      .flatMap(({ parent }) => parent ?? []);
  const classes = CLASSES.flatMap(holding);
  const behindNames = classes.flatMap(({ type, namedChildren }) => (type === 'class_declaration' ? namedChildren : []));
  const constructors = [
    ...holding('constructor'),
    ...classes.flatMap((one) => holding(one.childForFieldName('name')?.text ?? '')),
    ...behindNames,
  ];
  return [
    ...constructors.filter(({ type }) => CONSTRUCTORS.has(type)).map(headOf),
    ...behindNames.filter(({ type }) => type === 'parameter_list').map(({ text }) => text),
  ];
}

const CLASSES = ['class', 'enum', 'record', 'struct'] as const;

/** In any notation: `token string`, `accessToken: String`, `$token`. */
const PARAMETER = /(?:token|Token|bearer)(?!\w)/;

/** A token that cancels is another thing. */
function hasToken(parameters: string): boolean {
  return PARAMETER.test(parameters.replace(/\bCancellationToken\??\s+\w+/g, ''));
}

const CONSTRUCTORS: ReadonlySet<string> = new Set([
  'primary_constructor',
  'secondary_constructor',
  'constructor_declaration',
]);

/** What Go, Rust, PHP and Ruby have for constructors. */
const NAMED = /\b(?:func New|fn (?:new|from_)|function __construct|def initialize)/g;
const NAMED_CONSTRUCTOR = /^(?:func New\w*|fn (?:new|from_\w+)|function __construct|def initialize)\s*\([^)]{0,500}\)/;

/** The parameters without the body, which may be long. */
function headOf(node: Node): string {
  const parameters =
    node.childForFieldName('parameters') ??
    node.namedChildren.find(({ type }) => /parameters?(?:_list)?$/.test(type)) ??
    node;
  return parameters.text.slice(0, 1000);
}
