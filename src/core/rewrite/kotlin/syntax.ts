import { codeReader } from '../compiled/code';

export const readCode = codeReader({
  functions: new Set(['function_declaration', 'secondary_constructor', 'anonymous_function']),
  assignments: new Set(['property_declaration', 'assignment', 'parameter']),
  typed: new Set(['parameter', 'class_parameter', 'variable_declaration']),
  format: { call: /^format$/, hole: /%s|%d/ },
  readLiteral: (node, read) => {
    if (node.type !== 'string_literal' && node.type !== 'multiline_string_literal') return undefined;
    let known = '';
    // `$name` is not a node of its own in this grammar, `${name}` is.
    for (const part of node.text.replace(/^"+|"+$/g, '').split(/(\$\w+|\$\{[^}]*\})/)) {
      const [, name] = /^\$\{?([\w.]+)\}?$/.exec(part) ?? [];
      const text = name === undefined ? part : read(name.split('.').at(-1) ?? '');
      if (text === '' && part !== '') return known;
      known += text;
    }
    return known;
  },
});
