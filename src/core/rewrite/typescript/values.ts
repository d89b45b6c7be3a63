import type { Node } from 'web-tree-sitter';
import { isEnough } from '../enough';
import { ancestor, children, descendants, field, nodesNamed } from '../nodes';
import { unquoted } from './bindings';
import { argumentsOf, calleeOf } from './callee';
import { type Declarations, FUNCTIONS } from './declarations';

const CLASSES: ReadonlySet<string> = new Set(['class_declaration', 'class', 'abstract_class_declaration']);

/** Parentheses, `as const`, `satisfies`, `!` and `await` do not change what a value is. */
export function unwrap(node: Node): Node {
  let at = node;
  while (TRANSPARENT.has(at.type)) {
    const inner = children(at)[0];
    if (inner === undefined) return at;
    at = inner;
  }
  return at;
}

const TRANSPARENT: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'await_expression',
]);

/**
 * The known beginning of the string that an expression makes: `'https://a/'` of `` `${BASE}/${id}` ``. Empty where nothing
 * is known. Follows constants, fields, object properties and, one hop, what callers pass for a parameter.
 */
export function readString(node: Node | undefined, declarations: Declarations, depth = 0): string {
  if (node === undefined || depth > MAX_DEPTH) return '';
  const value = unwrap(node);
  const read = (inner: Node | undefined) => readString(inner, declarations, depth + 1);
  switch (value.type) {
    case 'string':
      return unquoted(value);
    case 'template_string':
      return readTemplate(value, read);
    case 'binary_expression':
      return readOperation(value, read);
    case 'ternary_expression':
      return read(field(value, 'consequence')) || read(field(value, 'alternative'));
    case 'new_expression':
      return field(value, 'constructor')?.text === 'URL' ? readUrl(value, read) : '';
    case 'call_expression':
      return readCall(value, declarations, read);
    case 'identifier':
      return readIdentifier(value, declarations, depth);
    case 'member_expression':
      return readMember(value, declarations, read);
    default:
      return '';
  }
}

const MAX_DEPTH = 8;
/** Following a parameter to the callers costs so much depth that it happens once. */
const ONE_HOP = 5;

/** `base + path`, and defaults: `process.env.API ?? 'https://…'`. */
function readOperation(node: Node, read: (inner: Node | undefined) => string): string {
  const left = read(field(node, 'left'));
  if (isEnough(left)) return left;
  switch (field(node, 'operator')?.type) {
    case '+':
      return left + read(field(node, 'right'));
    case '??':
    case '||':
      return left || read(field(node, 'right'));
    default:
      return '';
  }
}

/** Later parts count only as long as all before them are known; a hole ends the known beginning. */
function readTemplate(template: Node, read: (inner: Node | undefined) => string): string {
  let known = '';
  for (const part of template.namedChildren) {
    if (isEnough(known)) return known;
    if (part.type === 'template_substitution') {
      const inner = read(part.namedChildren[0]);
      if (inner === '') return known;
      known += inner;
    } else known += part.text;
  }
  return known;
}

function readUrl(call: Node, read: (inner: Node | undefined) => string): string {
  const [path, base] = argumentsOf(call);
  if (base === undefined) return read(path);
  const first = read(path);
  return /^https?:/.test(first) ? first : read(base);
}

/** `url.toString()`, `String(url)`, `path.replace(…)`: the beginning stays what it was. `urlOf(path)`: what that returns. */
function readCall(call: Node, declarations: Declarations, read: (inner: Node | undefined) => string): string {
  const callee = calleeOf(call);
  if (callee?.type === 'member_expression') {
    const method = field(callee, 'property')?.text ?? '';
    return /^(?:toString|concat|replace|replaceAll|trim)$/.test(method) ? read(field(callee, 'object')) : '';
  }
  if (callee?.text === 'String' || callee?.text === 'encodeURI') return read(argumentsOf(call)[0]);
  const [called, ...others] = callee?.type === 'identifier' ? declarations.functions.get(callee.text) : [];
  return called === undefined || others.length > 0 ? '' : read(resultOf(called));
}

/** Of a function that does nothing but return it. */
function resultOf(owner: Node): Node | undefined {
  const body = field(owner, 'body');
  if (body?.type !== 'statement_block') return body;
  const [last] = children(body).slice(-1);
  return last?.type === 'return_statement' ? children(last)[0] : undefined;
}

function readIdentifier(use: Node, declarations: Declarations, depth: number): string {
  const declared = declaratorFor(use, declarations);
  if (declared !== undefined) return readString(field(declared, 'value'), declarations, depth + 1);
  const owner = functionWithParameter(use);
  if (owner === undefined) return '';
  const given = readArgument(use.text, owner, declarations, depth);
  return given !== '' ? given : readString(defaultOf(use.text, owner), declarations, depth + 1);
}

/** What a parameter is where callers leave it out. */
function defaultOf(name: string, owner: Node): Node | undefined {
  const parameters = field(owner, 'parameters');
  const parameter = parameters && children(parameters)[parameterIndex(owner, name)];
  return parameter && (field(parameter, 'value') ?? field(parameter, 'right'));
}

/** The declaration that is in scope at `use`: of several, the innermost; none where that is a parameter. */
export function declaratorFor(use: Node, declarations: Declarations): Node | undefined {
  for (let scope = use.parent; scope !== null; scope = scope.parent) {
    if (!SCOPES.has(scope.type)) continue;
    const declared = declarations.variablesIn(scope, use.text).find((one) => ancestor(one, SCOPES)?.id === scope?.id);
    if (declared !== undefined) return declared;
    if (FUNCTIONS.has(scope.type) && parameterIndex(scope, use.text) !== -1) return undefined;
  }
  return undefined;
}

const SCOPES: ReadonlySet<string> = new Set([
  'statement_block',
  'program',
  'class_body',
  'for_statement',
  ...FUNCTIONS,
]);

function functionWithParameter(use: Node): Node | undefined {
  for (let at = use.parent; at !== null; at = at.parent) {
    if (FUNCTIONS.has(at.type) && parameterIndex(at, use.text) !== -1) return at;
  }
  return undefined;
}

function parameterIndex(owner: Node, name: string): number {
  const single = field(owner, 'parameter');
  if (single !== undefined) return single.text === name ? 0 : -1;
  const parameters = field(owner, 'parameters');
  if (parameters === undefined) return -1;
  return children(parameters).findIndex((parameter) => {
    const pattern = field(parameter, 'pattern') ?? field(parameter, 'left') ?? parameter;
    return pattern.text === name;
  });
}

/** What the callers in this file pass: the first argument of which a beginning is known. */
function readArgument(name: string, owner: Node, declarations: Declarations, depth: number): string {
  if (depth + ONE_HOP > MAX_DEPTH) return '';
  const index = parameterIndex(owner, name);
  for (const call of callersOf(owner, declarations)) {
    const argument = argumentsOf(call)[index];
    if (argument === undefined || argument.text === name) continue;
    const known = readString(argument, declarations, depth + ONE_HOP);
    if (known !== '') return known;
  }
  return '';
}

export function functionName(owner: Node): string | undefined {
  const own = field(owner, 'name')?.text;
  if (own !== undefined) return own;
  const { parent } = owner;
  const holder = parent === null || !NAMING.has(parent.type) ? undefined : NAMES_OF.map((name) => field(parent, name));
  const name = holder?.find((one) => one !== undefined && one.id !== owner.id);
  return name?.type === 'member_expression' ? field(name, 'property')?.text : name?.text;
}

/** `const f = …`, a field of a class, a property of an object, `exports.f = …`. */
const NAMING: ReadonlySet<string> = new Set([
  'variable_declarator',
  'public_field_definition',
  'field_definition',
  'pair',
  'assignment_expression',
]);
const NAMES_OF = ['name', 'property', 'key', 'left'] as const;

/** The calls of this function in its file, by name: `f(…)`, `this.f(…)`, `client.f(…)`. */
export function callersOf(owner: Node, declarations: Declarations): readonly Node[] {
  const name = functionName(owner);
  return name === undefined ? [] : declarations.calls.get(name);
}

function readMember(member: Node, declarations: Declarations, read: (inner: Node | undefined) => string): string {
  const object = field(member, 'object');
  const name = field(member, 'property')?.text ?? '';
  if (object === undefined) return '';
  if (object.type === 'this') return read(fieldValue(member, name));
  const fixed = object.type === 'identifier' ? staticValue(object.text, name, declarations) : undefined;
  if (fixed !== undefined) return read(fixed);
  if (name === 'href') return read(object);
  return read(propertyValue(objectLiteral(object, declarations), name));
}

/** `Player.BASE` of a class or an enumeration in the file. */
function staticValue(owner: string, name: string, { root, text }: Declarations): Node | undefined {
  for (const { parent } of nodesNamed(root, text, owner)) {
    if (parent === null || !HOLDERS.has(parent.type) || field(parent, 'name')?.text !== owner) continue;
    const body = field(parent, 'body');
    return body && memberValue(body, name);
  }
  return undefined;
}

const HOLDERS: ReadonlySet<string> = new Set([...CLASSES, 'enum_declaration']);

function memberValue(body: Node, name: string): Node | undefined {
  const declared = children(body).find((member) => (field(member, 'name') ?? field(member, 'property'))?.text === name);
  return declared && field(declared, 'value');
}

function fieldValue(use: Node, name: string): Node | undefined {
  const owner = ancestor(use, CLASSES);
  const body = owner === undefined ? undefined : field(owner, 'body');
  if (body === undefined) return undefined;
  const made = children(body).find((member) => field(member, 'name')?.text === 'constructor');
  const value = memberValue(body, name) ?? (made && defaultOf(name, made));
  if (value !== undefined) return value;
  const assigned = descendants(body, 'assignment_expression').find(
    (assignment) => field(assignment, 'left')?.text === `this.${name}`,
  );
  return assigned === undefined ? undefined : field(assigned, 'right');
}

/** The object literal that an expression is, or that the constant of that name holds. */
export function objectLiteral(node: Node | undefined, declarations: Declarations): Node | undefined {
  if (node === undefined) return undefined;
  const value = unwrap(node);
  if (value.type === 'object') return value;
  if (value.type === 'identifier') {
    const declared = declaratorFor(value, declarations);
    const held = declared === undefined ? undefined : field(declared, 'value');
    return held === undefined || unwrap(held).type !== 'object' ? undefined : unwrap(held);
  }
  if (value.type !== 'member_expression') return undefined;
  const outer = objectLiteral(field(value, 'object'), declarations);
  return objectLiteral(propertyValue(outer, field(value, 'property')?.text ?? ''), declarations);
}

/** The pair (or shorthand) of this name, compared without case as header names are. */
export function propertyOf(object: Node | undefined, name: string): Node | undefined {
  if (object === undefined) return undefined;
  return children(object).find((pair) => propertyName(pair)?.toLowerCase() === name.toLowerCase());
}

export function propertyValue(object: Node | undefined, name: string): Node | undefined {
  const pair = propertyOf(object, name);
  return pair?.type === 'shorthand_property_identifier' ? pair : pair === undefined ? undefined : field(pair, 'value');
}

function propertyName(pair: Node): string | undefined {
  if (pair.type === 'shorthand_property_identifier') return pair.text;
  const key = field(pair, 'key') ?? field(pair, 'name');
  return key?.type === 'string' ? unquoted(key) : key?.text;
}
