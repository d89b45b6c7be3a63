/** A half-open range of text: `start` is in, `end` is out. Offsets count UTF-16 code units from the start of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value that was read out of text, with the place it was read from. */
export interface Spanned<T> extends Span {
  readonly value: T;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the two share at least one code unit. An empty span overlaps nothing. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** `overlaps`, and also where `within` is a cursor, which has no length, inside the span or at its edge. */
export function touches(span: Span, within: Span): boolean {
  return overlaps(span, within) || contains(span, within);
}

export function slice(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

export function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}
