import type { CallSite, Refactoring } from '../callSites';
import { field } from '../nodes';
import { findClients } from './clients';
import { planHelper } from './helperFile';
import { importEdit } from './importEdit';
import { withHandler } from './options';
import { isPerVisitor } from './tokenOwner';
import { findDeclarations, nameOf } from './values';

/** `new Client(['base_uri' => …])` becomes `new Client(['base_uri' => …, 'handler' => SpotifyAuth::handler()])`. */
export const rewriteGuzzle: Refactoring = (source, targets) => {
  const declarations = findDeclarations(source);
  const clients = findClients(declarations);
  const helper = planHelper(source);
  const handlerFor = ({ node }: CallSite): string => {
    const receiver = field(node, 'object');
    const isGiven = receiver !== undefined && clients.get(nameOf(receiver) ?? '') === 'given';
    // Somebody else made the client: its middleware stays.
    return `${helper.className}::handler(${isGiven ? `${receiver.text}->getConfig('handler')` : ''})`;
  };
  const edits = targets
    .filter(({ node }) => !isPerVisitor(node, declarations))
    .flatMap((target) => withHandler(source, target.node, handlerFor(target)) ?? []);
  if (edits.length === 0) return undefined;
  return {
    title: 'Refresh the token and retry once on 401',
    library: 'guzzle',
    edits: [...importEdit(source), ...edits],
    newFiles: helper.newFiles,
  };
};
