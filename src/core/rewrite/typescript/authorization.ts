import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { children, field } from '../nodes';
import { keepComments } from './comments';
import { removeFromList } from './edits';
import { propertyOf, unwrap } from './values';

/** Takes the Authorization header out of an options argument, and whatever holds nothing after that. */
export function removeAuthorization(source: SourceFile, options: Node): readonly Edit[] {
  const removed = holderOf(options);
  return removed === undefined ? [] : [...keepComments(source, removed), removeFromList(source, removed)];
}

/** The header, or the largest thing around it that holds nothing else. */
function holderOf(options: Node): Node | undefined {
  const config = unwrap(options);
  if (config.type !== 'object') return undefined;
  const headers = propertyOf(config, 'headers');
  const held = headers === undefined ? undefined : field(headers, 'value');
  if (headers === undefined || held === undefined || held.type !== 'object') return undefined;
  const authorization = propertyOf(held, 'authorization');
  if (authorization === undefined) return undefined;
  if (children(held).length > 1) return authorization;
  return children(config).length > 1 || config.parent?.type !== 'arguments' ? headers : config;
}
