/**
 * The only place that writes text of unknown origin into Markdown. `MarkdownString.appendText` and `appendCodeblock` are
 * not used: both let a link through (`<command:…>`, an indented fence).
 */

/** Plain text as Markdown that renders as exactly these characters, also inside a table; longer text is cut. */
export function inline(text: string, limit = 300): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  // A space between two words means nothing in Markdown, and as itself it keeps a hover small.
  return visible(cut).replace(/[!-/:-@[-`{-~]|^ | $| (?= )/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Printable ASCII and three signs of our own stay; everything else becomes its escape, so that nothing turns the reading
 * direction, hides, or passes for another letter.
 */
export function visible(text: string): string {
  return text.replace(/[^\x20-\x7e…·⏎]/g, (character) =>
    character === '\n' ? '⏎' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A link to a command. The label and the command are constants of ours, the argument is data. */
export function commandLink(label: string, command: string, argument: unknown): string {
  const query = encodeURIComponent(JSON.stringify([argument])).replace(
    /[!'()*~_-]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `[${label}](command:${command}?${query})`;
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => ':--')), ...rows.map(line)].join('\n');
}

/** An image made by us. The alternative text is plain text. */
export function svgImage(svg: string, alternative: string): string {
  return `![${inline(alternative)}](data:image/svg+xml;base64,${btoa(svg)})`;
}
