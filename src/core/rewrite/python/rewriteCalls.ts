import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring, SourceFile } from '../callSites';
import { insertion } from '../insertion';
import { nodesByName } from '../lookup';
import { children, field } from '../nodes';
import { lineEndOf } from '../style';
import { importPlace } from './bindings';
import { keepComments } from './comments';
import { planHelper } from './helperFile';
import type { LibraryName } from './pieces';
import { changeable } from './tokenOwner';
import { argumentsOf, keyword } from './values';

/** What a call is given: the helper's export, and the argument that takes it. */
export interface Replacement {
  readonly library: LibraryName;
  readonly name: string;
  readonly keyword: string;
  /** The argument's value around the name. */
  readonly value: (name: string) => string;
}

/** `requests.get(url, headers={"Authorization": …})` becomes `requests.get(url, auth=requests_auth)`. */
export function rewriteCalls(replacement: Replacement): Refactoring {
  return (source, targets) => {
    const { nodes, token } = changeable(source, targets);
    if (nodes.length === 0) return undefined;
    const write = () => {
      const local = freeName(source, replacement.name);
      const helper = planHelper(source, replacement.library, replacement.name);
      const edits = [
        importEdit(source, helper.module, replacement.name, local),
        ...nodes.flatMap((node) => withArgument(source, node, `${replacement.keyword}=${replacement.value(local)}`)),
      ];
      return { edits, newFiles: helper.newFiles };
    };
    return { ...insertion(token), library: replacement.library, write };
  };
}

/** Puts the argument where the token was; at the end where nothing goes. */
function withArgument(source: SourceFile, call: Node, argument: string): readonly Edit[] {
  const headers = keyword(call, 'headers');
  const bare =
    call.type === 'call'
      ? (keyword(call, 'auth') ?? (argument.startsWith('requests_session') ? argumentsOf(call)[0] : undefined))
      : undefined;
  if (bare !== undefined) return [{ start: bare.startIndex, end: bare.endIndex, newText: argument }];
  const dictionary = headers === undefined ? undefined : field(headers, 'value');
  const pairs = dictionary?.type === 'dictionary' ? children(dictionary) : [];
  const token = pairs.find((pair) => /^f?['"]authorization['"]$/i.test(field(pair, 'key')?.text ?? ''));
  if (headers !== undefined && token !== undefined && pairs.length === 1) {
    return [...keepComments(source, headers), { start: headers.startIndex, end: headers.endIndex, newText: argument }];
  }
  if (headers !== undefined && token !== undefined) {
    const next = token.nextNamedSibling;
    const previous = token.previousNamedSibling;
    // What follows on the line of a comment would become a part of it.
    const before = previous === null || previous.type === 'comment' ? token.startIndex : previous.endIndex;
    const [start, end] = next !== null ? [token.startIndex, next.startIndex] : [before, token.endIndex];
    const rest = source.text.slice(end, headers.endIndex);
    const added = `${rest},${separatorBefore(source, call, headers)}${argument}`;
    return [...keepComments(source, token), { start, end: headers.endIndex, newText: added }];
  }
  const last = argumentsOf(call).at(-1);
  const list = field(call, 'arguments') ?? call;
  const place = last?.endIndex ?? list.startIndex + 1;
  const separator = last === undefined ? '' : `,${separatorBefore(source, call, last)}`;
  return [{ start: place, end: place, newText: `${separator}${argument}` }];
}

/** A space, or the line end and indentation that stand before this argument. */
function separatorBefore(source: SourceFile, call: Node, argument: Node): string {
  const listStart = (field(call, 'arguments')?.startIndex ?? argument.startIndex) + 1;
  const before = source.text.slice(argument.previousNamedSibling?.endIndex ?? listStart, argument.startIndex);
  return /\r?\n[ \t]*$/.exec(before)?.[0] ?? ' ';
}

function freeName(source: SourceFile, wanted: string): string {
  return nodesByName(source).has(wanted) ? `spotify_${wanted}` : wanted;
}

function importEdit(source: SourceFile, module: string, name: string, local: string): Edit {
  const line = `from ${module} import ${local === name ? name : `${name} as ${local}`}`;
  const { offset, after } = importPlace(source.root);
  const start = after === 'start' ? (source.text.startsWith('\uFEFF') ? 1 : 0) : endOfLine(source.text, offset);
  const newText = after === 'start' ? `${line}\n\n` : after === 'head' ? `\n\n${line}` : `\n${line}`;
  return { start, end: start, newText: newText.replaceAll('\n', lineEndOf(source.text)) };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
