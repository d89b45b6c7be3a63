import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring } from '../callSites';
import { ancestor, children, descendants, field } from '../nodes';
import { FUNCTIONS } from './declarations';
import { freeName, importEdit, insertAt, replace } from './edits';
import { planHelper } from './helperFile';

/** `return token` at the end of the `jwt` callback becomes `return withFreshSpotifyToken(token, account)`. */
export const rewriteAuthJs: Refactoring = (source, targets) => {
  const callback = targets[0]?.node;
  const pattern = callback === undefined ? undefined : destructured(callback);
  if (callback === undefined || pattern === undefined) return undefined;
  const names = children(pattern).map((part) => part.text);
  const last = lastReturn(callback);
  if (!names.includes('token') || last === undefined) return undefined;
  const write = () => {
    const local = freeName(source, 'withFreshSpotifyToken');
    const helper = planHelper(source, 'auth-js');
    const fieldName = /\btoken\.(\w+)\s*=\s*account\??\.access_token/.exec(callback.text)?.[1] ?? 'accessToken';
    const third = fieldName === 'accessToken' ? '' : `, '${fieldName}'`;
    const edits: Edit[] = [importEdit(source, [{ name: 'withFreshSpotifyToken', local }], helper.specifier)];
    if (!names.includes('account'))
      edits.push(insertAt(children(pattern).at(-1)?.endIndex ?? pattern.endIndex - 1, ', account'));
    edits.push(replace(last, `${local}(token, account${third})`));
    return { edits, newFiles: helper.newFiles };
  };
  return { title: 'Renew the Spotify token in the jwt callback', library: 'next-auth', write };
};

function destructured(callback: Node): Node | undefined {
  const parameters = field(callback, 'parameters');
  const first = parameters === undefined ? undefined : children(parameters)[0];
  const pattern = first === undefined ? undefined : (field(first, 'pattern') ?? first);
  return pattern?.type === 'object_pattern' ? pattern : undefined;
}

/** The `token` of the last `return token` that belongs to the callback itself. */
function lastReturn(callback: Node): Node | undefined {
  return descendants(callback, 'return_statement')
    .filter((statement) => ancestor(statement, FUNCTIONS)?.id === callback.id)
    .flatMap((statement) => children(statement)[0] ?? [])
    .filter((value) => value.text === 'token')
    .at(-1);
}
