import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring } from '../callSites';
import { planHelper } from '../compiled/helperFile';
import { isPerRequest, tokenOf } from '../compiled/perRequest';
import { insertion } from '../insertion';
import { distinct } from '../nodes';
import { clientOf } from './clients';
import { helper, type LibraryName } from './helper';
import { findImports, readCode } from './syntax';

/** The helper's function around a client: `&http.Client{}` becomes `SpotifyClient(&http.Client{})`. */
export function wrapClients({ library, wrapper }: { library: LibraryName; wrapper: string }): Refactoring {
  return (source, sites) => {
    const targets = sites.filter((site) => library === 'zmb3/spotify' || !isPerRequest(source, site));
    if (targets.length === 0) return undefined;
    const code = readCode(source);
    const imports = findImports(source);
    const isPackage = (node: Node) => node.type === 'identifier' && imports.has(node.text);
    const isValue = (node: Node) => clientOf(node, code, imports)?.isPointer === false;
    const wrap = (node: Node): readonly Edit[] => {
      // `http` of `http.Get(url)` stands for the default client.
      if (isPackage(node)) return around(node, `${wrapper}(`, '.DefaultClient)');
      if (!isValue(node)) return around(node, `${wrapper}(`, ')');
      return around(node, `${node.type === 'composite_literal' ? '*' : ''}${wrapper}(&`, ')');
    };
    const write = () => {
      const nodes = distinct(targets.map(({ node }) => node));
      return {
        edits: [...nodes].sort((a, b) => a.startIndex - b.startIndex).flatMap(wrap),
        newFiles: planHelper(source, helper, library).newFiles,
      };
    };
    // A client of oauth2 keeps the account that it was made for.
    return { ...insertion(library === 'zmb3/spotify' ? 'own' : tokenOf(source, targets)), library, write };
  };
}

function around(node: Node, before: string, after: string): readonly Edit[] {
  return [
    { start: node.startIndex, end: node.startIndex, newText: before },
    { start: node.endIndex, end: node.endIndex, newText: after },
  ];
}
