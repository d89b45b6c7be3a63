import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring, SourceFile } from '../callSites';
import { children, field } from '../nodes';
import { freeName, importEdit, insertAt, removeAuthorization, replace } from './edits';
import { planHelper } from './helperFile';

/**
 * Calls of the shared `axios` go through an instance of our own, because its set-up must not reach other calls; an instance
 * of the user's is wrapped where it is made.
 */
export const rewriteAxios: Refactoring = (source, targets) => {
  const helper = planHelper(source, 'axios');
  const direct = targets.filter(({ node }) => !isInstance(node));
  const made = targets.filter(({ node }) => isInstance(node));
  const spotifyHttp = freeName(source, 'spotifyHttp');
  const withSpotifyAuth = freeName(source, 'withSpotifyAuth');
  const names = [
    ...(direct.length > 0 ? [{ name: 'spotifyHttp', local: spotifyHttp }] : []),
    ...(made.length > 0 ? [{ name: 'withSpotifyAuth', local: withSpotifyAuth }] : []),
  ];
  return {
    title: 'Refresh the token and retry once on 401',
    library: 'axios',
    edits: [
      importEdit(source, names, helper.specifier),
      ...direct.flatMap(({ node }) => redirect(source, node, spotifyHttp)),
      ...made.flatMap(({ node }) => wrap(source, node, withSpotifyAuth)),
    ],
    newFiles: helper.newFiles,
  };
};

function isInstance(node: Node): boolean {
  const callee = field(node, 'function');
  return callee?.type === 'member_expression' && /^(?:create|extend)$/.test(field(callee, 'property')?.text ?? '');
}

function redirect(source: SourceFile, call: Node, name: string): readonly Edit[] {
  const callee = field(call, 'function');
  const receiver = callee?.type === 'member_expression' ? field(callee, 'object') : callee;
  if (receiver === undefined) return [];
  const given = children(field(call, 'arguments') ?? call);
  return [replace(receiver, name), ...given.flatMap((argument) => removeAuthorization(source, argument))];
}

function wrap(source: SourceFile, made: Node, name: string): readonly Edit[] {
  const given = children(field(made, 'arguments') ?? made);
  return [
    insertAt(made.startIndex, `${name}(`),
    ...given.flatMap((argument) => removeAuthorization(source, argument)),
    insertAt(made.endIndex, ')'),
  ];
}
