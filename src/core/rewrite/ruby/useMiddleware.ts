import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { children, field } from '../nodes';
import { lineEndOf } from '../style';
import { isMaker } from './faraday';
import type { ChangeCall } from './rewriteConnections';
import { calledName } from './values';

/** Gives a Faraday connection the middleware as its last; a request without a connection gets one that has it. */
export function useMiddleware(call: Node, source: SourceFile): ChangeCall | undefined {
  const receiver = field(call, 'receiver');
  if (!isMaker(call))
    return receiver && ((auth) => [{ start: receiver.startIndex, end: receiver.endIndex, newText: `${auth}.faraday` }]);
  const block = field(call, 'block');
  return block === undefined ? (auth) => tapped(source, call, auth) : inBlock(source, block);
}

/** Without a block a connection has default middleware, which a block would take away. */
function tapped({ text }: SourceFile, call: Node, auth: string): readonly Edit[] {
  const tap = `.tap { |connection| connection.use ${auth}::Middleware }`;
  const list = field(call, 'arguments');
  if (list === undefined || text[list.startIndex] === '(') return [insert(call.endIndex, tap)];
  const end = field(call, 'method')?.endIndex ?? list.startIndex;
  return [{ start: end, end: list.startIndex, newText: '(' }, insert(call.endIndex, `)${tap}`)];
}

/** Before the adapter, which comes last; else at the end. */
function inBlock({ text }: SourceFile, block: Node): ChangeCall | undefined {
  const name = children(field(block, 'parameters') ?? block)[0];
  const statements = children(field(block, 'body') ?? block);
  const last = statements.at(-1);
  if (name?.type !== 'identifier' || last === undefined) return undefined;
  return (auth) => {
    const use = `${name.text}.use ${auth}::Middleware`;
    const adapter = statements.find((one) => one.type === 'call' && calledName(one) === 'adapter');
    const place = adapter ?? last;
    const lineStart = text.lastIndexOf('\n', place.startIndex - 1) + 1;
    const indentation = text.slice(lineStart, place.startIndex);
    const separator = /^[ \t]*$/.test(indentation) ? `${lineEndOf(text)}${indentation}` : '; ';
    return adapter === undefined
      ? [insert(last.endIndex, `${separator}${use}`)]
      : [insert(adapter.startIndex, `${use}${separator}`)];
  };
}

function insert(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}
