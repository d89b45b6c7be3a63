import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring, SourceFile } from '../callSites';
import { insertion } from '../insertion';
import { removeAuthorization } from './authorization';
import { argumentsOf, calleeOf, receiverOf } from './callee';
import { freeName, type ImportedName, importEdit, insertAt, replace } from './edits';
import { planHelper } from './helperFile';
import type { AdapterName } from './pieces';
import { changeable } from './tokenOwner';
import { withoutUnusedImports } from './unusedImports';

/** What the helper offers for a client library whose calls look the same afterwards. */
export interface Replacement {
  readonly adapter?: AdapterName;
  /** The export that takes the client's place. */
  readonly name: string;
  /** What stands where the client stood, when it is not the export itself. */
  readonly member?: string;
  /** How an instance of the user's gets the token: wrapped by this export, or made by `extend` of ours. */
  readonly wrapper?: string;
}

/**
 * `axios.get(url, { headers: { Authorization } })` becomes `spotifyHttp.get(url)`. A client of our own and not the shared
 * one, because its set-up must not reach other calls; an instance of the user's is changed where it is made.
 */
export function rewriteCalls(library: string, replacement: Replacement): Refactoring {
  return (source, targets) => {
    const { nodes, token } = changeable(source, targets);
    const calls = nodes.filter((node) => !isMaker(node));
    const makers = nodes.filter(isMaker);
    const wraps = makers.length > 0 && replacement.wrapper !== undefined;
    if (nodes.length === 0 || (!wraps && makers.some((node) => receiverOf(node)?.type !== 'identifier')))
      return undefined;

    const write = () => {
      const client = freeName(source, replacement.name);
      const wrapper = freeName(source, replacement.wrapper ?? replacement.name);
      const helper = planHelper(source, replacement.adapter);
      const names: ImportedName[] = [
        ...(calls.length > 0 || !wraps ? [{ name: replacement.name, local: client }] : []),
        ...(wraps && replacement.wrapper !== undefined ? [{ name: replacement.wrapper, local: wrapper }] : []),
      ];
      const standIn = replacement.member === undefined ? client : `${client}.${replacement.member}`;
      const edits = withoutUnusedImports(source, importEdit(source, names, helper.specifier), [
        ...calls.flatMap((node) => redirect(source, node, standIn)),
        ...makers.flatMap((node) => (wraps ? wrap(source, node, wrapper) : extend(source, node, client))),
      ]);
      return { edits, newFiles: helper.newFiles };
    };
    return { ...insertion(token), library, write };
  };
}

/** `axios.create(…)`, `got.extend(…)`: makes a client and sends nothing. */
function isMaker(node: Node): boolean {
  const callee = calleeOf(node);
  return callee?.type === 'member_expression' && /\.(?:create|extend)$/.test(callee.text);
}

function redirect(source: SourceFile, call: Node, standIn: string): readonly Edit[] {
  const callee = calleeOf(call);
  const receiver = receiverOf(call);
  const isGlobalFetch = receiver !== undefined && /\.fetch$/.test(callee?.text ?? '');
  const client = isGlobalFetch ? callee : (receiver ?? callee);
  return client === undefined ? [] : [replace(client, standIn), ...withoutAuthorization(source, call)];
}

function wrap(source: SourceFile, made: Node, name: string): readonly Edit[] {
  return [...withoutAuthorization(source, made), insertAt(made.startIndex, `${name}(`), insertAt(made.endIndex, ')')];
}

function extend(source: SourceFile, made: Node, client: string): readonly Edit[] {
  const callee = calleeOf(made);
  return callee === undefined ? [] : [replace(callee, `${client}.extend`), ...withoutAuthorization(source, made)];
}

function withoutAuthorization(source: SourceFile, call: Node): readonly Edit[] {
  return argumentsOf(call).flatMap((argument) => removeAuthorization(source, argument));
}
