import type { Node } from 'web-tree-sitter';
import type { Span } from '../text/span';
import type { CallSite, SourceFile } from './callSites';
import type { GapCode } from './gapCodes';
import { field } from './nodes';
import { partAround } from './part';
import { occurs, placesIn } from './places';

/**
 * Mistakes that show in a single string, in any language: redirect URIs, response types, scopes, texts of answers.
 *
 * @param types the node types of string literals in the language's grammar
 */
export function findTextMistakes(source: SourceFile, types: readonly string[], within?: Span): readonly CallSite[] {
  const talksToAccounts = occurs(source, ACCOUNTS);
  return candidates(source, new Set(types), partAround(source, types, within)).flatMap((node) => {
    const rule = rules.find(
      ({ accounts, applies }) =>
        (!accounts || talksToAccounts) && applies(node.text, () => nameBeside(node), node, source.text),
    );
    return rule === undefined ? [] : [{ code: rule.code, library: 'spotify', node }];
  });
}

/** The strings that hold something of which one of the rules could speak. */
function candidates(source: SourceFile, types: ReadonlySet<string>, part: Span | undefined): readonly Node[] {
  const found = new Map<number, Node>();
  for (const { start } of placesIn(source).of(TELLING)) {
    if (part !== undefined && (start < part.start || start >= part.end)) continue;
    let node = source.root.descendantForIndex(start, start + 1);
    for (let up = 0; up < MOST_PARTS_DEEP && node !== null && !types.has(node.type); up++) node = node.parent;
    if (node !== null && types.has(node.type)) found.set(node.id, node);
  }
  return [...found.values()];
}

const ACCOUNTS = /accounts\.spotify\.com|spotipy|spotify-web-api|next-auth|authorize/gi;

/** Some of what each rule wants, so that not every string of a file is looked at. */
const TELLING =
  /localhost|response_type=token|["'`]token["'`]|["'`], ?["'`]|[a-z]-[a-z]+, ?[a-z]|access token|no token provided/gi;

/** How many nodes a grammar puts between a string and its text: fragments, escapes. */
const MOST_PARTS_DEEP = 3;

interface Rule {
  readonly code: GapCode;
  /** Only in files that deal with Spotify's accounts service. */
  readonly accounts: boolean;
  applies(text: string, name: () => string, node: Node, file: string): boolean;
}

const rules: readonly Rule[] = [
  {
    code: 'localhost-redirect-uri',
    accounts: false,
    applies: (text, name) =>
      /^.{0,3}https?:\/\/localhost(?=[:/"'`]|$)/.test(text)
        ? /redirect|callback_?ur[il]/i.test(name())
        : /redirect_uri=http(?::|%3A)(?:\/\/|%2F%2F)localhost/i.test(text),
  },
  {
    code: 'implicit-grant',
    accounts: true,
    applies: (text, name) =>
      /[?&]response_type=token(?:&|["'`]|$)/.test(text) ||
      (/^["'`]token["'`]$/.test(text) && /response_?type/i.test(name())),
  },
  {
    code: 'comma-joined-scopes',
    accounts: true,
    applies: (text, name, node, file) =>
      !SPLITS_SCOPES.test(file) && (isScopeList(text, name) || isCommaOfJoin(text, node)),
  },
  {
    code: 'exact-401-text',
    accounts: false,
    applies: (text, _name, node) => KNOWN_401.test(text) && isCompared(node),
  },
];

/** spotipy takes scopes by commas and sends spaces. */
const SPLITS_SCOPES = /^(?:import|from) spotipy\b/m;

const KNOWN_401 =
  /^["'`](?:The access token expired|Invalid access token|No token provided|Access token missing|Missing\/invalid\/expired access token)["'`]$/i;

/** `'user-read-email,user-top-read'` where the name says that it holds scopes. */
function isScopeList(text: string, name: () => string): boolean {
  return /^["'`][a-z]+(?:-[a-z]+)*(?:, ?[a-z]+(?:-[a-z]+)+)+["'`]$/.test(text) && /scope/i.test(name());
}

/** `scopes.join(',')`, and Python's `','.join(scopes)`. */
function isCommaOfJoin(text: string, node: Node): boolean {
  if (!/^["'`], ?["'`]$/.test(text)) return false;
  const call =
    node.parent?.type === 'arguments'
      ? node.parent.parent
      : node.parent?.type === 'attribute'
        ? node.parent.parent
        : null;
  const callee = call === null ? undefined : field(call, 'function');
  const names = callee?.type === 'attribute' ? (field(call ?? node, 'arguments')?.text ?? '') : (callee?.text ?? '');
  return /join$/.test(callee?.text ?? '') && /scope/i.test(names);
}

function isCompared(node: Node): boolean {
  const parent = node.parent;
  if (parent === null) return false;
  if (parent.type === 'comparison_operator') return true;
  if (parent.type === 'binary_expression') return /^[=!]=/.test(field(parent, 'operator')?.type ?? '');
  if (parent.type === 'arguments') return /\??\.(?:includes|startsWith)$/.test(calleeText(parent));
  return parent.type === 'switch_case' || parent.type === 'case_pattern';
}

function calleeText(list: Node): string {
  return (list.parent && field(list.parent, 'function')?.text) ?? '';
}

/** The name a value is given beside: of a property, a variable, a keyword argument, or the argument before it. */
function nameBeside(node: Node): string {
  const parent = node.parent;
  if (parent === null) return '';
  for (const name of ['key', 'name', 'left']) {
    const found = field(parent, name);
    if (found !== undefined && found.id !== node.id) return found.text;
  }
  if (parent.type === 'binary_expression') return nameBeside(parent);
  return /^argument/.test(parent.type) ? (node.previousNamedSibling?.text ?? '') : '';
}
