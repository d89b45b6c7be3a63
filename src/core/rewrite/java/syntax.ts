import { codeReader } from '../compiled/code';

export const readCode = codeReader({
  functions: new Set(['method_declaration', 'constructor_declaration', 'lambda_expression']),
  assignments: new Set(['variable_declarator', 'resource', 'assignment_expression']),
  typed: new Set(['formal_parameter', 'field_declaration', 'local_variable_declaration']),
  format: { call: /^format(?:ted)?$/, hole: /%s|%d/ },
  readLiteral: (node) =>
    node.type === 'string_literal' ? node.namedChildren.map(({ text }) => text).join('') : undefined,
});
