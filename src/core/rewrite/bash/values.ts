import type { Node } from 'web-tree-sitter';
import { addNamed, ancestor, descendants, field } from '../nodes';

export const FUNCTIONS: ReadonlySet<string> = new Set(['function_definition']);

/** The names that a script declares, collected once. */
export interface Declarations {
  readonly root: Node;
  readonly values: ReadonlyMap<string, readonly Node[]>;
  readonly functions: ReadonlyMap<string, readonly Node[]>;
  /** Name of a command -> where it is run. */
  readonly commands: ReadonlyMap<string, readonly Node[]>;
}

export function findDeclarations(root: Node): Declarations {
  const values = new Map<string, Node[]>();
  const functions = new Map<string, Node[]>();
  const commands = new Map<string, Node[]>();
  for (const node of descendants(root, 'variable_assignment'))
    addNamed(values, field(node, 'name')?.text, field(node, 'value'));
  for (const node of descendants(root, 'function_definition')) addNamed(functions, field(node, 'name')?.text, node);
  for (const node of descendants(root, 'command')) addNamed(commands, field(node, 'name')?.text, node);
  return { root, values, functions, commands };
}

export function argumentsOf(command: Node): readonly Node[] {
  return command.childrenForFieldName('argument');
}

const MAX_DEPTH = 8;

/** The known beginning of what a word expands to; empty where nothing is known. */
export function readWord(node: Node | undefined, declarations: Declarations, depth = 0): string {
  if (node === undefined || depth > MAX_DEPTH) return '';
  const read = (inner: Node | undefined) => readWord(inner, declarations, depth + 1);
  switch (node.type) {
    case 'word':
    case 'string_content':
    case 'number':
      return node.text;
    case 'raw_string':
      return node.text.slice(1, -1);
    case 'string':
    case 'concatenation':
      return readParts(node, read);
    case 'simple_expansion':
      return readVariable(node, declarations, depth);
    case 'expansion':
      return readVariable(node, declarations, depth) || read(node.namedChildren.at(-1) ?? undefined);
    default:
      return '';
  }
}

function readParts(node: Node, read: (inner: Node) => string): string {
  let known = '';
  for (const part of node.namedChildren) {
    const text = read(part);
    if (text === '') return known;
    known += text;
  }
  return known;
}

function readVariable(use: Node, declarations: Declarations, depth: number): string {
  const name = use.namedChildren.find(({ type }) => /variable_name$/.test(type))?.text ?? '';
  if (/^[1-9]$/.test(name)) return readArgument(Number(name), use, declarations, depth);
  // Variables are global unless a function says otherwise, so the nearest before the use counts.
  const values = (declarations.values.get(name) ?? []).filter((value) => value.endIndex <= use.startIndex);
  return values.length === 0 ? '' : readWord(values.at(-1), declarations, depth + 1);
}

/** `$1`, by what the script's own calls of the function pass. */
function readArgument(index: number, use: Node, declarations: Declarations, depth: number): string {
  const owner = ancestor(use, FUNCTIONS);
  const name = owner && field(owner, 'name')?.text;
  for (const command of declarations.commands.get(name ?? '') ?? []) {
    const known = readWord(argumentsOf(command)[index - 1], declarations, depth + 3);
    if (known !== '') return known;
  }
  return '';
}
