import type { Node } from 'web-tree-sitter';
import { ancestor, descendants, field } from '../nodes';
import { FUNCTIONS } from './declarations';

/**
 * Whether one signed-in user may stand behind the call. A token out of a request, a session or a cookie belongs to whoever
 * sent that request: one shared helper would answer all visitors with the account of one, so no fix is offered there.
 */
export function isOneUsersToken(node: Node): boolean {
  const words = tokenText(node);
  const owner = ancestor(node, FUNCTIONS);
  const names: readonly string[] = words.match(/[A-Za-z_$][\w$]*/g) ?? [];
  const origins =
    owner === undefined
      ? []
      : descendants(owner, 'variable_declarator').flatMap((declarator) => {
          const declared = field(declarator, 'name')?.text.match(/[A-Za-z_$][\w$]*/g) ?? [];
          return declared.some((name) => names.includes(name)) ? (field(declarator, 'value')?.text ?? '') : [];
        });
  return ![words, ...origins].some((text) => PER_REQUEST.test(text));
}

const PER_REQUEST =
  /\b(?:req|request|ctx|context|session|event|locals|cookieStore|interaction|socket)\b\s*(?:\?\.|\.|\[|!)|\bcookies\s*\(|\bgetServerSession\s*\(|\bgetSession\s*\(|\bgetToken\s*\(\s*\{|\bawait\s+auth\s*\(\s*\)/;

/** The part of the call that names the token: its Authorization header, or its accessToken option. */
function tokenText(node: Node): string {
  return descendants(node, 'pair')
    .filter((pair) => /^['"]?(?:authorization|accessToken)['"]?$/i.test(field(pair, 'key')?.text ?? ''))
    .map((pair) => field(pair, 'value')?.text ?? '')
    .join('\n');
}
