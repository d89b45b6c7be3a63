import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring, SourceFile } from '../callSites';
import { insertion } from '../insertion';
import { outermostAncestor } from '../nodes';
import { takesToken } from '../takesToken';
import { planHelper } from './helperFile';
import type { LibraryName } from './pieces';
import { requireEdit } from './requireEdit';
import { FUNCTIONS } from './values';

/** Changes one call; undefined where it cannot do so safely. */
type ChangeCall = (source: SourceFile, call: Node, className: string) => readonly Edit[] | undefined;

/** `Net::HTTP.start(…)` becomes `SpotifyAuth::Http.start(…)`; a Faraday connection uses `SpotifyAuth::Middleware`. */
export function rewriteConnections(library: LibraryName, change: ChangeCall): Refactoring {
  return (source, targets) => {
    const helper = planHelper(source, library);
    const own = targets.filter(({ node }) => !isPerVisitor(node));
    const isGiven =
      !/client_credentials/.test(source.text) && own.some(({ node }) => takesToken(source.root, node, FUNCTIONS));
    const edits = own.flatMap(({ node }) => change(source, node, helper.className) ?? []);
    if (edits.length === 0) return undefined;
    return {
      ...insertion(isGiven ? 'given' : 'own'),
      library,
      edits: [...requireEdit(source, helper.path), ...edits],
      newFiles: helper.newFiles,
    };
  };
}

/** Whether the method takes the token out of a session or a user's row: it belongs to whoever sent that request. */
export function isPerVisitor(call: Node): boolean {
  return PER_VISITOR.test((outermostAncestor(call, FUNCTIONS) ?? outermostAncestor(call, BLOCKS) ?? call).text);
}

/** As web frameworks without controllers have it: `get '/me' do … end`. */
const BLOCKS: ReadonlySet<string> = new Set(['do_block', 'block']);
const PER_VISITOR =
  /\b(?:session|cookies)(?:\[|\.)|\bcurrent_user\b|\buser\.\w*token|\brequest\.(?:env|headers)\b|\bparams\[\s*[:'"]\w*token/i;
