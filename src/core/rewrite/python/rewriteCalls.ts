import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { Refactoring, SourceFile } from '../callSites';
import { nodesByName } from '../lookup';
import { children, field } from '../nodes';
import { lineEndOf } from '../style';
import { importPlace } from './bindings';
import { planHelper } from './helperFile';
import type { LibraryName } from './pieces';
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
    const nodes = targets.map(({ node }) => node).filter((node) => !isPerRequest(node));
    if (nodes.length === 0) return undefined;
    const local = freeName(source, replacement.name);
    const helper = planHelper(source, replacement.library, replacement.name);
    return {
      title: 'Refresh the token and retry once on 401',
      library: replacement.library,
      edits: [
        importEdit(source, helper.module, replacement.name, local),
        ...nodes.map((node) => withArgument(source, node, `${replacement.keyword}=${replacement.value(local)}`)),
      ],
      newFiles: helper.newFiles,
    };
  };
}

/** A token out of a web request belongs to whoever sent it: one shared helper would mix the users up. */
export function isPerRequest(call: Node): boolean {
  return argumentsOf(call).some((argument) =>
    /\b(?:session\[|session\.get\(|request\.(?:session|headers|cookies|user)|g\.)/.test(argument.text),
  );
}

/** Puts the argument where the token was; at the end where nothing goes. */
function withArgument(source: SourceFile, call: Node, argument: string): Edit {
  const headers = keyword(call, 'headers');
  const bare =
    call.type === 'call'
      ? (keyword(call, 'auth') ?? (argument.startsWith('requests_session') ? argumentsOf(call)[0] : undefined))
      : undefined;
  if (bare !== undefined) return { start: bare.startIndex, end: bare.endIndex, newText: argument };
  const dictionary = headers === undefined ? undefined : field(headers, 'value');
  const pairs = dictionary?.type === 'dictionary' ? children(dictionary) : [];
  const token = pairs.find((pair) => /^f?['"]authorization['"]$/i.test(field(pair, 'key')?.text ?? ''));
  if (headers !== undefined && token !== undefined && pairs.length === 1) {
    return { start: headers.startIndex, end: headers.endIndex, newText: argument };
  }
  if (headers !== undefined && token !== undefined) {
    const next = token.nextNamedSibling;
    const previous = token.previousNamedSibling;
    const [start, end] =
      next !== null ? [token.startIndex, next.startIndex] : [previous?.endIndex ?? token.startIndex, token.endIndex];
    const rest = source.text.slice(end, headers.endIndex);
    return { start, end: headers.endIndex, newText: `${rest},${separatorBefore(source, call, headers)}${argument}` };
  }
  const last = argumentsOf(call).at(-1);
  const list = field(call, 'arguments') ?? call;
  if (last === undefined) return { start: list.startIndex + 1, end: list.startIndex + 1, newText: argument };
  return { start: last.endIndex, end: last.endIndex, newText: `,${separatorBefore(source, call, last)}${argument}` };
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
