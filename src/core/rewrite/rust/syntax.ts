import type { Node } from 'web-tree-sitter';
import { codeReader } from '../compiled/code';

export const readCode = codeReader({
  functions: new Set(['function_item', 'closure_expression', 'async_block']),
  assignments: new Set(['const_item', 'static_item', 'let_declaration', 'assignment_expression', 'field_initializer']),
  typed: new Set(['parameter', 'field_declaration', 'let_declaration']),
  format: { call: /^format$/, hole: /\{\}/ },
  readLiteral: (node, read) => {
    if (node.type !== 'string_literal' && node.type !== 'raw_string_literal') return undefined;
    const text = node.namedChildren.map((part) => part.text).join('');
    return isTemplate(node) ? withNames(text, read) : text;
  },
});

function isTemplate(node: Node): boolean {
  return node.parent?.type === 'token_tree' && /^format\b/.test(node.parent.parent?.text ?? '');
}

/** `{BASE}/me` up to the first name of which nothing is known; `{}` stays for the arguments. */
function withNames(template: string, read: (name: string) => string): string {
  let known = '';
  for (const part of template.split(/(\{\w+\})/)) {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    const text = name === undefined ? part : read(name);
    if (text === '' && part !== '') return known;
    known += text;
  }
  return known;
}
