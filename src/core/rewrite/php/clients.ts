import type { Node } from 'web-tree-sitter';
import { children, descendants, field } from '../nodes';
import { oncePer } from '../oncePer';
import { type ClassNames, classNamesOf, classOf } from './names';
import { argument, type Declarations, elementOf, elementValue, nameOf, readString } from './values';

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

/** Every name that holds a client -> where it comes from. */
export const findClients = oncePer((declarations: Declarations): ReadonlyMap<string, Origin> => {
  const resolve = classNamesOf(declarations.root);
  const clients = new Map<string, Origin>();
  const { root, values } = declarations;
  for (const node of descendants(root, 'simple_parameter', 'property_promotion_parameter', 'property_declaration')) {
    if (!/^GuzzleHttp\\Client(?:Interface)?$/.test(classOf(field(node, 'type'), resolve))) continue;
    const isProperty = node.type !== 'simple_parameter';
    for (const named of node.type === 'property_declaration' ? descendants(node, 'property_element') : [node]) {
      const name = field(named, 'name')?.text ?? '';
      clients.set(isProperty ? `->${name.slice(1)}` : name, 'given');
    }
  }
  for (const [name, assigned] of values) {
    for (const value of assigned) {
      const given = nameOf(value);
      const maker = descendants(value, 'object_creation_expression').find((node) => isMaker(node, resolve));
      if (maker !== undefined && value.endIndex === maker.endIndex) clients.set(name, originOf(maker, declarations));
      else if (given !== undefined && clients.has(given)) clients.set(name, clients.get(given) ?? 'given');
    }
  }
  return clients;
});

/** The array literal that an expression is, or that the variable was set to. */
function literalOf(node: Node | undefined, { values }: Declarations): Node | undefined {
  if (node === undefined || node.type === 'array_creation_expression') return node;
  return values.get(nameOf(node) ?? '')?.find((value) => value.type === 'array_creation_expression');
}
