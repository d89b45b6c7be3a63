import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../callSites';
import { around, nodesByName } from '../lookup';
import { children, descendants, field } from '../nodes';
import { oncePerTree } from '../oncePer';
import { type ClassNames, classNamesOf, classOf } from './names';
import { argument, type Declarations, elementOf, elementValue, findDeclarations, nameOf, readString } from './values';

const API = /^https:\/\/api\.spotify\.com(?:[:/?#]|$)/i;

/**
 * How a Guzzle client came to be: `made` here without anything special, made here for `spotify`'s API, made with a
 * handler of its own (`covered`), or `given` from elsewhere.
 */
export type Origin = 'made' | 'spotify' | 'covered' | 'given';

export function isSpotifyApi(url: Node | undefined, declarations: Declarations): boolean {
  return API.test(readString(url, declarations));
}

export function isMaker(node: Node, resolve: ClassNames): boolean {
  return node.type === 'object_creation_expression' && classOf(children(node)[0], resolve) === 'GuzzleHttp\\Client';
}

export function originOf(maker: Node, declarations: Declarations): Origin {
  const options = argument(maker, 0, 'config');
  if (hasHandler(options, declarations)) return 'covered';
  const config = literalOf(options, declarations);
  return isSpotifyApi(elementValue(elementOf(config, 'base_uri')), declarations) ? 'spotify' : 'made';
}

/** Whether the options of a client or of a request bring a handler: it may well refresh. */
export function hasHandler(options: Node | undefined, declarations: Declarations): boolean {
  if (options === undefined) return false;
  const arrays = descendants(options, 'array_creation_expression');
  return [literalOf(options, declarations), ...arrays].some((array) => elementOf(array, 'handler') !== undefined);
}

/** Where the client comes from that a `nameOf` holds; of several values the last counts. Undefined where it holds none. */
export const findClients = oncePerTree((source: SourceFile): ((name: string | undefined) => Origin | undefined) => {
  const declarations = findDeclarations(source);
  const resolve = classNamesOf(source);
  const known = new Map<string, Origin | undefined>();
  const originOfName = (name: string): Origin | undefined => {
    let origin: Origin | undefined = isTyped(name, source, resolve) ? 'given' : undefined;
    for (const value of declarations.values.get(name)) {
      const given = nameOf(value);
      const maker = makerAtEnd(value, resolve);
      if (maker !== undefined) origin = originOf(maker, declarations);
      else if (given !== undefined) origin = find(given) ?? origin;
    }
    return origin;
  };
  const find = (name: string | undefined): Origin | undefined => {
    if (name === undefined || known.has(name)) return known.get(name ?? '');
    // A name that is given itself, by way of others, holds nothing by that.
    known.set(name, undefined);
    known.set(name, originOfName(name));
    return known.get(name);
  };
  return find;
});

/** `new Client(…)` alone, or as the last part: `$given ?? new Client(…)`. */
function makerAtEnd(value: Node, resolve: ClassNames): Node | undefined {
  const made = descendants(value, 'object_creation_expression').find((node) => isMaker(node, resolve));
  return made?.endIndex === value.endIndex ? made : undefined;
}

/** A parameter or a property that is declared as a client. */
function isTyped(name: string, source: SourceFile, resolve: ClassNames): boolean {
  const isProperty = name.startsWith('->');
  return nodesByName(source)
    .get(isProperty ? `$${name.slice(2)}` : name)
    .some((word) =>
      around(word, isProperty ? PROPERTIES : PARAMETERS).some(
        (one) =>
          (one.type === 'property_declaration' || field(one, 'name')?.text === word.text) &&
          /^GuzzleHttp\\Client(?:Interface)?$/.test(classOf(field(one, 'type'), resolve)),
      ),
    );
}

const PARAMETERS: ReadonlySet<string> = new Set(['simple_parameter']);
const PROPERTIES: ReadonlySet<string> = new Set(['property_promotion_parameter', 'property_declaration']);

/** The array literal that an expression is, or that the variable was set to. */
function literalOf(node: Node | undefined, { values }: Declarations): Node | undefined {
  if (node === undefined || node.type === 'array_creation_expression') return node;
  return values.get(nameOf(node) ?? '').find((value) => value.type === 'array_creation_expression');
}
