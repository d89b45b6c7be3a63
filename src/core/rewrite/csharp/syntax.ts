import { codeReader } from '../compiled/code';
import { isEnough } from '../enough';

export const readCode = codeReader({
  functions: new Set([
    'method_declaration',
    'constructor_declaration',
    'local_function_statement',
    'property_declaration',
    'lambda_expression',
  ]),
  assignments: new Set(['variable_declarator', 'assignment_expression', 'property_declaration']),
  typed: new Set(['parameter', 'variable_declaration', 'property_declaration']),
  format: { call: /^(?:Format|Concat)$/, hole: /\{\d+\}/ },
  readLiteral: (node, read) => {
    if (/^(?:verbatim_|raw_)?string_literal$/.test(node.type)) {
      return node.namedChildren.map(({ text }) => text).join('') || node.text.replace(/^@?"+|"+$/g, '');
    }
    if (node.type !== 'interpolated_string_expression') return undefined;
    let known = '';
    for (const part of node.namedChildren) {
      if (isEnough(known)) return known;
      if (part.type === 'string_content') known += part.text;
      if (part.type !== 'interpolation') continue;
      const inner = part.namedChildren.find(({ type }) => type !== 'interpolation_brace');
      const text = inner === undefined ? '' : read(inner);
      if (text === '') return known;
      known += text;
    }
    return known;
  },
});
