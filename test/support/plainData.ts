import type { DataNode } from '../../src/core/http/data';

export type { DataNode };

/** A value that was read, or a plain one, in one form that `deepEqual` can compare: the last of equal keys counts. */
export function toPlain(value: unknown): unknown {
  if (isNode(value)) {
    if (value.kind === 'array') return value.items.map(toPlain);
    if (value.kind === 'object') return new Map(value.members.map(({ key, value: inner }) => [key, toPlain(inner)]));
    return value.kind === 'text'
      ? value.read().text
      : Number.isNaN(Number(value.text))
        ? `‹${value.text}›`
        : Number(value.text);
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
  }
  return typeof value === 'boolean' || value === null ? `‹${value}›` : value;
}

function isNode(value: unknown): value is DataNode {
  return value !== null && typeof value === 'object' && 'kind' in value && 'start' in value;
}
