import type { Refactoring } from '../callSites';
import { insertion } from '../insertion';
import { freeName, importEdit, insertAt } from './edits';
import { planHelper } from './helperFile';
import { changeable } from './tokenOwner';

/** `new SpotifyWebApi({ … })` becomes `withSpotifyRefresh(new SpotifyWebApi({ … }))`. */
export const rewriteWebApiNode: Refactoring = (source, targets) => {
  const { nodes, token } = changeable(source, targets);
  if (nodes.length === 0) return undefined;
  const write = () => {
    const wrapper = freeName(source, 'withSpotifyRefresh');
    const helper = planHelper(source, 'web-api-node');
    const edits = [
      importEdit(source, [{ name: 'withSpotifyRefresh', local: wrapper }], helper.specifier),
      ...nodes.flatMap((node) => [insertAt(node.startIndex, `${wrapper}(`), insertAt(node.endIndex, ')')]),
    ];
    return { edits, newFiles: helper.newFiles };
  };
  return { ...insertion(token), library: 'spotify-web-api-node', write };
};
