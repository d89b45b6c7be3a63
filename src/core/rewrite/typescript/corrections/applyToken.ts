import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../../text/edit';
import type { Correct, SourceFile } from '../../callSites';
import { children, field } from '../../nodes';
import { indentOf, lineEndOf } from '../../style';
import { argumentsOf, receiverOf } from '../callee';
import { FUNCTIONS } from '../declarations';
import { freeName, insertAt } from '../edits';

/** spotify-web-api-node's `refreshAccessToken()` only returns the token: adds the `setAccessToken()` that it needs. */
export const applyToken: Correct = (source, { node }) => {
  const client = receiverOf(node);
  const edits = client && (afterAwait(source, node, client.text) ?? inThen(source, node, client.text));
  return edits && { title: 'Apply the new token with setAccessToken()', edits };
};

/** `await api.refreshAccessToken();`, whose answer may have a name already. */
function afterAwait(source: SourceFile, call: Node, client: string): readonly Edit[] | undefined {
  const awaited = call.parent;
  const holder = awaited?.type === 'await_expression' ? awaited.parent : null;
  if (awaited === null || holder === null) return undefined;
  if (holder.type === 'expression_statement') {
    const name = freeName(source, 'refreshed');
    return [insertAt(holder.startIndex, `const ${name} = `), applied(source, holder, client, `${name}.body`)];
  }
  if (holder.type !== 'variable_declarator' || holder.parent?.parent?.type !== 'statement_block') return undefined;
  const body = bodyOf(field(holder, 'name'));
  return body === undefined ? undefined : [applied(source, holder.parent, client, body)];
}

/** `api.refreshAccessToken().then((data) => { … })`. */
function inThen(source: SourceFile, call: Node, client: string): readonly Edit[] | undefined {
  const then = call.parent?.type === 'member_expression' ? call.parent.parent : null;
  if (then?.type !== 'call_expression' || field(call.parent ?? call, 'property')?.text !== 'then') return undefined;
  const [handler] = argumentsOf(then);
  const block = handler && FUNCTIONS.has(handler.type) ? field(handler, 'body') : undefined;
  const parameters = handler && field(handler, 'parameters');
  const body = handler && bodyOf(field(handler, 'parameter') ?? (parameters && children(parameters)[0]));
  if (block?.type !== 'statement_block' || body === undefined) return undefined;
  const [first] = block.namedChildren;
  const indentation = first ? indentationAt(source.text, first.startIndex) : indentOf(source.text);
  return [
    insertAt(block.startIndex + 1, line(source, indentation, client, body, first?.text.endsWith(';') ? ';' : '')),
  ];
}

/** How the answer's `body` is written, by the pattern the answer is bound to. */
function bodyOf(pattern: Node | undefined): string | undefined {
  const name = pattern === undefined ? undefined : (field(pattern, 'pattern') ?? pattern);
  if (name?.type === 'identifier') return `${name.text}.body`;
  const hasBody = name?.type === 'object_pattern' && children(name).some(({ text }) => text === 'body');
  return hasBody ? 'body' : undefined;
}

function applied(source: SourceFile, statement: Node, client: string, body: string): Edit {
  const indentation = indentationAt(source.text, statement.startIndex);
  const end = statement.text.endsWith(';') ? ';' : '';
  return insertAt(statement.endIndex, line(source, indentation, client, body, end));
}

function line({ text }: SourceFile, indentation: string, client: string, body: string, end: string): string {
  return `${lineEndOf(text)}${indentation}${client}.setAccessToken(${body}.access_token)${end}`;
}

function indentationAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
