import type { SourceFile } from '../callSites';
import { codeReader } from '../compiled/code';
import { descendants, field, nodesNamed } from '../nodes';
import { oncePerTree } from '../oncePer';

export const readCode = codeReader({
  functions: new Set(['function_declaration', 'method_declaration', 'func_literal']),
  assignments: new Set(['const_spec', 'var_spec', 'short_var_declaration', 'assignment_statement', 'keyed_element']),
  typed: new Set(['parameter_declaration', 'field_declaration', 'var_spec']),
  format: { call: /^Sprintf?$/, hole: /%[+#]?[svdq]/ },
  readLiteral: (node) => {
    if (node.type !== 'interpreted_string_literal' && node.type !== 'raw_string_literal') return undefined;
    return node.namedChildren.map(({ text }) => text).join('');
  },
});

/** Local name -> path of the package: `http` -> `net/http`, also where it has another name here. */
export const findImports = oncePerTree(({ root, text }: SourceFile): ReadonlyMap<string, string> => {
  const declarations = [...nodesNamed(root, text, 'import')].flatMap(({ parent }) => parent ?? []);
  const specs = declarations.flatMap((declaration) => descendants(declaration, 'import_spec'));
  return new Map(
    specs.map((spec) => {
      const path = field(spec, 'path')?.text.slice(1, -1) ?? '';
      const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
      return [field(spec, 'name')?.text ?? parts.at(-1) ?? '', path];
    }),
  );
});
