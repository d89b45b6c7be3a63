import type { CallSite, Refactoring } from '../callSites';
import { insertion } from '../insertion';
import { field } from '../nodes';
import { occurs } from '../places';
import { takesToken } from '../takesToken';
import { findClients } from './clients';
import { planHelper } from './helperFile';
import { importEdit } from './importEdit';
import { isExtensible, withHandler } from './options';
import { isPerVisitor } from './tokenOwner';
import { FUNCTIONS, findDeclarations, nameOf } from './values';

/** Client credentials: the token is the app's own. */
const APP = /client_credentials/g;

/** `new Client(['base_uri' => …])` becomes `new Client(['base_uri' => …, 'handler' => SpotifyAuth::handler()])`. */
export const rewriteGuzzle: Refactoring = (source, targets) => {
  const declarations = findDeclarations(source);
  const clientOf = findClients(source);
  const handlerFor = ({ node }: CallSite): string => {
    const receiver = field(node, 'object');
    const isGiven = receiver !== undefined && clientOf(nameOf(receiver)) === 'given';
    // Somebody else made the client: its middleware stays.
    return `${planHelper(source).className}::handler(${isGiven ? `${receiver.text}->getConfig('handler')` : ''})`;
  };
  const own = targets.filter(({ node }) => !isPerVisitor(node, declarations));
  const changed = own.filter(({ node }) => isExtensible(node));
  if (changed.length === 0) return undefined;
  const isGiven = !occurs(source, APP) && own.some(({ node }) => takesToken(source, node, FUNCTIONS));
  const write = () => ({
    edits: [
      ...importEdit(source),
      ...changed.flatMap((target) => withHandler(source, target.node, handlerFor(target))),
    ],
    newFiles: planHelper(source).newFiles,
  });
  return { ...insertion(isGiven ? 'given' : 'own'), library: 'guzzle', write };
};
