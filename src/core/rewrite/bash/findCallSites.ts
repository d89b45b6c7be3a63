import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { CallSite, SourceFile } from '../callSites';
import { findTextMistakes } from '../textMistakes';
import { isHandled, isMintedHere } from './handled';
import { argumentsOf, commandsNamed, type Declarations, findDeclarations, readWord } from './values';

const API = /^["']?https:\/\/api\.spotify\.com(?:[:/?#]|$)/i;

/** Every `curl` with an address of Spotify's API. */
export function findCallSites(source: SourceFile, within?: Span): readonly CallSite[] {
  const declarations = findDeclarations(source);
  const isGap = (call: Node) =>
    isToSpotify(call, declarations) && !isHandled(call, declarations) && !isMintedHere(call, declarations);
  return [
    ...commandsNamed(source, 'curl', within)
      .filter(isGap)
      .map((node): CallSite => ({ code: 'missing-401-handling', library: 'curl', node })),
    ...findTextMistakes(source, ['string', 'raw_string'], within),
  ];
}

/** An address among the arguments that is no option's value. */
function isToSpotify(call: Node, declarations: Declarations): boolean {
  return argumentsOf(call).some((word, index, all) => {
    const before = all[index - 1]?.text ?? '';
    const isValue = /^(?:-[deHFbxA]|--(?:data.*|header|referer|form.*|cookie|proxy|json))$/.test(before);
    return !isValue && API.test(readWord(word, declarations));
  });
}

/** What the helper cannot stand in for: several requests in one command, and options out of a file. */
export function isTooMuch(call: Node): boolean {
  return argumentsOf(call).some(({ text }) => /^(?:--next|-:|--parallel|-Z|--config|-K.*)$/.test(text));
}

/** The shell that the first line names; bash where it names none. */
export function shellOf({ text }: SourceFile): string {
  return /^\uFEFF?#!\S*\/(?:env\s+(?:-\S+\s+)*)?([\w.]+)/.exec(text)?.[1] ?? 'bash';
}
