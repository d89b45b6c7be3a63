import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { SourceFile } from '../callSites';
import { functionsAt } from '../declared';
import { isEnough } from '../enough';
import { around, type Lookup, lookup, lookupAround, lookupCalls } from '../lookup';
import { ancestor, distinct, field } from '../nodes';
import { oncePerTree } from '../oncePer';
import { isWithin, partAround } from '../part';
import { placesIn } from '../places';

export const FUNCTIONS: ReadonlySet<string> = new Set(['function_definition']);

/** What the names of a script stand for. */
export interface Declarations {
  readonly root: Node;
  readonly text: string;
  readonly values: Lookup;
  readonly functions: Lookup;
  /** Where a command is run. */
  readonly commands: Lookup;
}

export const findDeclarations = oncePerTree((source: SourceFile): Declarations => {
  const { root, text } = source;
  const isNamed = (node: Node, name: string) => field(node, 'name')?.text === name;
  return {
    root,
    text,
    values: lookupAround(source, ASSIGNMENTS, (node, name) => {
      const value = isNamed(node, name) ? field(node, 'value') : undefined;
      return value === undefined ? [] : [value];
    }),
    functions: findFunctions(source),
    commands: lookupCalls(source, COMMANDS, (node, name) => (isNamed(node, name) ? [node] : [])),
  };
});

const ASSIGNMENTS: ReadonlySet<string> = new Set(['variable_assignment']);
const COMMANDS: ReadonlySet<string> = new Set(['command']);

/** By `name()` and `function name`: of a word that is used often only these places are looked at. */
function findFunctions(source: SourceFile): Lookup {
  const { root, text } = source;
  const signs = new Map<string, number[]>();
  for (const { start, end } of placesIn(source).of(SIGNS)) {
    const name = text[start] === '(' ? wordBefore(text, start) : wordAfter(text, end);
    const known = signs.get(name);
    if (known === undefined) signs.set(name, [start]);
    else known.push(start);
  }
  return lookup((name) => functionsAt(root, signs.get(name) ?? [], name, FUNCTIONS));
}

const SIGNS = /\([ \t]*\)|\bfunction\b/g;

function wordBefore(text: string, end: number): string {
  let last = end;
  while (/[ \t]/.test(text[last - 1] ?? '')) last--;
  let start = last;
  while (/[^\s;&|(){}]/.test(text[start - 1] ?? '')) start--;
  return text.slice(start, last);
}

function wordAfter(text: string, from: number): string {
  let start = from;
  while (/[ \t]/.test(text[start] ?? '')) start++;
  let end = start;
  while (/[^\s;&|(){}]/.test(text[end] ?? '')) end++;
  return text.slice(start, end);
}

/**
 * The commands of this name, also where it is written with its folder.
 *
 * @param within only those that touch it, where it is given
 */
export function commandsNamed(source: SourceFile, name: string, within?: Span): readonly Node[] {
  const { root, text } = source;
  const { start, end } = partAround(source, COMMANDS, within) ?? { start: 0, end: text.length };
  const words = [...text.slice(start, end).matchAll(new RegExp(`\\b${name}\\b`, 'g'))].map(({ index }) =>
    root.descendantForIndex(start + index, start + index + name.length),
  );
  const commands = words.flatMap((word) => (word === null ? [] : around(word, COMMANDS)));
  return distinct(commands).filter(
    (command) =>
      isWithin(command, within) && /^(?:\/\S+\/)?([^/\s]+)$/.exec(field(command, 'name')?.text ?? '')?.[1] === name,
  );
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
    if (isEnough(known)) return known;
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
  const before = declarations.values.get(name).filter((value) => value.startIndex < use.startIndex);
  // Not the value that the use is a part of.
  const value = before.reverse().find((one) => one.endIndex <= use.startIndex);
  return value === undefined ? '' : readWord(value, declarations, depth + 1);
}

/** `$1`, by what the script's own calls of the function pass. */
function readArgument(index: number, use: Node, declarations: Declarations, depth: number): string {
  const owner = ancestor(use, FUNCTIONS);
  const name = owner && field(owner, 'name')?.text;
  for (const command of declarations.commands.get(name ?? '')) {
    const known = readWord(argumentsOf(command)[index - 1], declarations, depth + 3);
    if (known !== '') return known;
  }
  return '';
}
