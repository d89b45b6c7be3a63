import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring, SourceFile } from '../callSites';
import { insertion } from '../insertion';
import { outermostAncestor } from '../nodes';
import { occurs } from '../places';
import { takesToken } from '../takesToken';
import { planHelper } from './helperFile';
import type { LibraryName } from './pieces';
import { requireEdit } from './requireEdit';
import { FUNCTIONS } from './values';

/** Changes one call so that it uses the helper's class. */
export type ChangeCall = (className: string) => readonly Edit[];

/** `Net::HTTP.start(…)` becomes `SpotifyAuth::Http.start(…)`; a Faraday connection uses `SpotifyAuth::Middleware`. */
export function rewriteConnections(
  library: LibraryName,
  changeOf: (call: Node, source: SourceFile) => ChangeCall | undefined,
): Refactoring {
  return (source, targets) => {
    const own = targets.filter(({ node }) => !isPerVisitor(node));
    const isGiven = !occurs(source, APP) && own.some(({ node }) => takesToken(source, node, FUNCTIONS));
    const changes = own.flatMap(({ node }) => changeOf(node, source) ?? []);
    if (changes.length === 0) return undefined;
    const write = () => {
      const helper = planHelper(source, library);
      const edits = changes.flatMap((change) => change(helper.className));
      return { edits: [...requireEdit(source, helper.path), ...edits], newFiles: helper.newFiles };
    };
    return { ...insertion(isGiven ? 'given' : 'own'), library, write };
  };
}

/** Client credentials: the token is the app's own. */
const APP = /client_credentials/g;

/** Whether the method takes the token out of a session or a user's row: it belongs to whoever sent that request. */
export function isPerVisitor(call: Node): boolean {
  return PER_VISITOR.test((outermostAncestor(call, FUNCTIONS) ?? outermostAncestor(call, BLOCKS) ?? call).text);
}

/** As web frameworks without controllers have it: `get '/me' do … end`. */
const BLOCKS: ReadonlySet<string> = new Set(['do_block', 'block']);
const PER_VISITOR =
  /\b(?:session|cookies)(?:\[|\.)|\bcurrent_user\b|\buser\.\w*token|\brequest\.(?:env|headers)\b|\bparams\[\s*[:'"]\w*token/i;
