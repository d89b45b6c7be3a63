import type { Node } from 'web-tree-sitter';
import { codeReader } from '../compiled/code';
import { descendants, field } from '../nodes';
import { oncePer } from '../oncePer';

export const readCode = codeReader({
  functions: new Set(['function_declaration', 'method_declaration', 'func_literal']),
  assignments: ['const_spec', 'var_spec', 'short_var_declaration', 'assignment_statement', 'keyed_element'],
  typed: ['parameter_declaration', 'field_declaration', 'var_spec'],
  format: { call: /^Sprintf?$/, hole: /%[+#]?[svdq]/ },
  readLiteral: (node) => {
    if (node.type !== 'interpreted_string_literal' && node.type !== 'raw_string_literal') return undefined;
    return node.namedChildren.map(({ text }) => text).join('');
  },
});

/** Local name -> path of the package: `http` -> `net/http`, also where it has another name here. */
export const findImports = oncePer((root: Node): ReadonlyMap<string, string> => {
  return new Map(
    descendants(root, 'import_spec').map((spec) => {
      const path = field(spec, 'path')?.text.slice(1, -1) ?? '';
      const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
      return [field(spec, 'name')?.text ?? parts.at(-1) ?? '', path];
    }),
  );
});
