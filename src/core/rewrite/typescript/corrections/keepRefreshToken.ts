import type { Node } from 'web-tree-sitter';
import type { Correct } from '../../callSites';
import { ancestor, descendants, field, outermostAncestor } from '../../nodes';
import { argumentsOf, calledName } from '../callee';
import { FUNCTIONS } from '../declarations';
import { insertAt } from '../edits';
import { propertyValue, unwrap } from '../values';

/** `stored.refreshToken = answer.refresh_token` becomes `… = answer.refresh_token ?? stored.refreshToken`. */
export const keepRefreshToken: Correct = (_source, { node }) => {
  const old = storedBefore(node) ?? spentToken(node);
  if (old === undefined) return undefined;
  return { title: 'Keep the old refresh token when none is sent', edits: [insertAt(node.endIndex, ` ?? ${old}`)] };
};

/** What the assignment overwrites, unless it is of an object that the function has made itself and that holds nothing yet. */
function storedBefore(node: Node): string | undefined {
  const left = node.parent?.type === 'assignment_expression' ? field(node.parent, 'left') : undefined;
  if (left === undefined || !SIMPLE.test(left.text)) return undefined;
  const base = /^[\w$]+/.exec(left.text)?.[0];
  const owner = outermostAncestor(node, FUNCTIONS);
  const isNew =
    owner !== undefined && descendants(owner, 'variable_declarator').some((made) => field(made, 'name')?.text === base);
  return isNew ? undefined : left.text;
}

/** The refresh token that the function sends: in an object, by `append` or `set`, or inside a template. */
function spentToken(node: Node): string | undefined {
  const owner = outermostAncestor(node, FUNCTIONS);
  if (owner === undefined) return undefined;
  const sent = [
    ...descendants(owner, 'object')
      .filter((form) => propertyValue(form, 'grant_type')?.text.includes('refresh_token'))
      .map((form) => propertyValue(form, 'refresh_token')),
    ...descendants(owner, 'call_expression')
      .filter((call) => /^(?:append|set)$/.test(calledName(call) ?? ''))
      .map(argumentsOf)
      .map(([name, value]) => (/^["'`]refresh_token["'`]$/.test(name?.text ?? '') ? value : undefined)),
    ...descendants(owner, 'template_substitution')
      .filter(({ previousSibling }) => previousSibling?.text.endsWith('refresh_token='))
      .map((substitution) => substitution.namedChildren[0]),
  ];
  const found = sent.flatMap((value) => (value ? unwrap(value) : [])).find((value) => SIMPLE.test(value.text));
  return found === undefined || !isInScope(found, node) ? undefined : found.text;
}

/** A name or a path of names, which can be read twice. */
const SIMPLE = /^[\w$]+(?:\??\.[\w$]+|\[(?:'\w+'|"\w+")\])*$/;

/** Whether a function that encloses `use` also is the one that `value` is written in. */
function isInScope(value: Node, use: Node): boolean {
  const home = ancestor(value, FUNCTIONS);
  return home !== undefined && home.startIndex <= use.startIndex && use.endIndex <= home.endIndex;
}
