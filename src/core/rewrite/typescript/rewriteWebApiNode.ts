import type { Refactoring } from '../callSites';
import { freeName, importEdit, insertAt } from './edits';
import { planHelper } from './helperFile';
import { isOneUsersToken } from './tokenOwner';

/** `new SpotifyWebApi({ … })` becomes `withSpotifyRefresh(new SpotifyWebApi({ … }))`. */
export const rewriteWebApiNode: Refactoring = (source, targets) => {
  const nodes = targets.map(({ node }) => node).filter(isOneUsersToken);
  if (nodes.length === 0) return undefined;
  const wrapper = freeName(source, 'withSpotifyRefresh');
  const helper = planHelper(source, 'web-api-node');
  return {
    title: 'Refresh the token and retry once on 401',
    library: 'spotify-web-api-node',
    edits: [
      importEdit(source, [{ name: 'withSpotifyRefresh', local: wrapper }], helper.specifier),
      ...nodes.flatMap((node) => [insertAt(node.startIndex, `${wrapper}(`), insertAt(node.endIndex, ')')]),
    ],
    newFiles: helper.newFiles,
  };
};
