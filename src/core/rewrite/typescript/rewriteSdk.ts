import type { Refactoring } from '../callSites';
import { insertion } from '../insertion';
import { argumentsOf, receiverOf } from './callee';
import { freeName, importEdit, replace } from './edits';
import { planHelper } from './helperFile';
import { changeable } from './tokenOwner';

/** `SpotifyApi.withAccessToken(id, token)` becomes `new SpotifyApi(spotifyStrategy, { fetch: spotify.fetch })`. */
export const rewriteSdk: Refactoring = (source, targets) => {
  const { nodes, token } = changeable(source, targets);
  if (nodes.length === 0) return undefined;
  const write = () => {
    const spotify = freeName(source, 'spotify');
    const strategy = freeName(source, 'spotifyStrategy');
    const helper = planHelper(source, 'sdk');
    const names = [
      { name: 'spotify', local: spotify },
      { name: 'spotifyStrategy', local: strategy },
    ];
    const edits = [
      importEdit(source, names, helper.specifier),
      ...nodes.map((node) => {
        const config = argumentsOf(node)[2];
        const own = config === undefined ? '' : `...${config.text}, `;
        const api = receiverOf(node)?.text ?? 'SpotifyApi';
        return replace(node, `new ${api}(${strategy}, { ${own}fetch: ${spotify}.fetch })`);
      }),
    ];
    return { edits, newFiles: helper.newFiles };
  };
  return { ...insertion(token), library: '@spotify/web-api-ts-sdk', write };
};
