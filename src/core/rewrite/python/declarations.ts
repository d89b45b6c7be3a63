import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../callSites';
import { type Lookup, lookup, nodesByName } from '../lookup';
import { field, nodesNamed, spanOf } from '../nodes';
import { oncePerTree } from '../oncePer';

export const FUNCTIONS: ReadonlySet<string> = new Set(['function_definition', 'lambda']);

/** What the names of a file stand for. */
export interface Declarations {
  readonly root: Node;
  readonly text: string;
  /**
   * What is assigned in a part of the file (which may be all of it) to a name, or to `self.name` (which fields of a class
   * count as), also by `with … as name`.
   */
  valuesIn(part: Node, path: string): readonly Node[];
  readonly functions: Lookup;
  /** Calls by the name that is called: `f` of `f()`, `self.f()` and `client.f()`. */
  readonly calls: Lookup;
  /** Calls of something that the name is a part of: `client` of `client()`, `client.f()` and `self.client.f()`. */
  readonly callsThrough: Lookup;
}

export const findDeclarations = oncePerTree((source: SourceFile): Declarations => {
  const { root, text } = source;
  const named = nodesByName(source);
  const valuesIn = (part: Node, path: string): readonly Node[] => {
    const dot = path.lastIndexOf('.');
    const name = path.slice(dot + 1);
    const nodes = part.parent === null ? named.get(name) : [...nodesNamed(root, text, name, spanOf(part))];
    return dot === -1
      ? nodes.flatMap((node) => assignedTo(node, 'outside') ?? [])
      : nodes.flatMap((node) => {
          if (node.parent?.type === 'attribute')
            return node.parent.text === path ? (assignedTo(node.parent, 'outside') ?? []) : [];
          return path.startsWith('self.') ? (assignedTo(node, 'class body') ?? []) : [];
        });
  };
  return {
    root,
    text,
    valuesIn,
    functions: lookup((name) =>
      named
        .get(name)
        .flatMap(({ id, parent }) =>
          parent?.type === 'function_definition' && field(parent, 'name')?.id === id ? parent : [],
        ),
    ),
    calls: lookup((name) =>
      named.get(name).flatMap((node) => {
        const member = node.parent?.type === 'attribute' ? node.parent : undefined;
        const callee = member !== undefined && field(member, 'attribute')?.id === node.id ? member : node;
        return callOf(callee) ?? [];
      }),
    ),
    callsThrough: lookup((name, part) =>
      named.get(name, part).flatMap((node) => {
        let callee = node;
        while (callee.parent?.type === 'attribute') callee = callee.parent;
        return callOf(callee) ?? [];
      }),
    ),
  };
});

function callOf(callee: Node): Node | undefined {
  const { parent } = callee;
  return parent?.type === 'call' && field(parent, 'function')?.id === callee.id ? parent : undefined;
}

/** What is assigned to a target, if it is one, in the body of a class or anywhere else. */
function assignedTo(target: Node, place: 'class body' | 'outside'): Node | undefined {
  const { parent } = target;
  if (parent?.type === 'as_pattern_target') return parent.parent?.namedChildren[0] ?? undefined;
  if (parent?.type !== 'assignment' || field(parent, 'left')?.id !== target.id) return undefined;
  const isInClass = parent.parent?.parent?.parent?.type === 'class_definition';
  return isInClass === (place === 'class body') ? field(parent, 'right') : undefined;
}
