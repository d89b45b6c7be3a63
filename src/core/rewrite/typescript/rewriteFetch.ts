import type { Refactoring } from '../callSites';
import { children, field } from '../nodes';
import { freeName, importEdit, removeAuthorization, replace } from './edits';
import { planHelper } from './helperFile';

/** `fetch(url, { headers: { Authorization } })` becomes `spotify.fetch(url)`. */
export const rewriteFetch: Refactoring = (source, targets) => {
  const helper = planHelper(source);
  const spotify = freeName(source, 'spotify');
  const edits = targets.flatMap(({ node }) => {
    const callee = field(node, 'function');
    const options = children(field(node, 'arguments') ?? node)[1];
    return callee === undefined ? [] : [replace(callee, `${spotify}.fetch`), ...removeAuthorization(source, options)];
  });
  return {
    title: 'Refresh the token and retry once on 401',
    library: targets[0]?.library ?? 'fetch',
    edits: [importEdit(source, [{ name: 'spotify', local: spotify }], helper.specifier), ...edits],
    newFiles: helper.newFiles,
  };
};
