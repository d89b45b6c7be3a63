import { type DataMember, type DataNode, DEEPEST } from './data';

interface Open {
  readonly start: number;
  readonly members: DataMember[] | undefined;
  readonly items: DataNode[] | undefined;
  key: string | undefined;
  /** A value was put since the last `next`: what else comes is no value of its own. */
  isFilled: boolean;
}

/** Puts nested values together without recursion, so that no depth overflows the engine's stack. */
export class DataBuilder {
  root: DataNode | undefined;
  private readonly open: Open[] = [];
  /** How many containers are open that are passed over. */
  private passedOver = 0;
  private readonly base: number;

  /** @param base where the text starts in the source; every other offset counts in the text */
  constructor(base: number) {
    this.base = base;
  }

  /** True where an object waits for the key of its next member. */
  get needsKey(): boolean {
    const top = this.open.at(-1);
    return this.passedOver === 0 && top?.members !== undefined && top.key === undefined;
  }

  /** True within a container in which another one would be read. */
  get isInside(): boolean {
    return this.passedOver === 0 && this.open.length > 0 && this.open.length < DEEPEST;
  }

  /** The name of the member whose value comes next. */
  get currentKey(): string | undefined {
    return this.open.at(-1)?.key;
  }

  key(name: string): void {
    const top = this.open.at(-1);
    if (top && this.passedOver === 0) top.key = name;
  }

  put(node: DataNode): void {
    if (this.passedOver > 0) return;
    const top = this.open.at(-1);
    if (!top) this.root = node;
    else if (!top.isFilled) {
      if (top.items) top.items.push(node);
      else if (top.key !== undefined) top.members?.push({ key: top.key, value: node });
      top.isFilled = true;
    }
  }

  /** Ends a member or an item. */
  next(): void {
    const top = this.open.at(-1);
    if (!top || this.passedOver > 0) return;
    top.key = undefined;
    top.isFilled = false;
  }

  enter(kind: 'object' | 'array', start: number): void {
    const isSpare = this.open.length >= DEEPEST || this.open.at(-1)?.isFilled;
    if (isSpare || this.passedOver > 0) this.passedOver++;
    else
      this.open.push({
        start,
        items: kind === 'array' ? [] : undefined,
        members: kind === 'object' ? [] : undefined,
        key: undefined,
        isFilled: false,
      });
  }

  leave(end: number): void {
    if (this.passedOver > 0) this.passedOver--;
    else this.close(end);
  }

  /** The text is over: closes what is open there. */
  finish(end: number): void {
    this.passedOver = 0;
    while (this.open.length > 0) this.close(end);
  }

  private close(end: number): void {
    const top = this.open.pop();
    if (!top) return;
    const start = this.base + top.start;
    if (top.items) this.put({ kind: 'array', start, end: this.base + end, items: top.items });
    else this.put({ kind: 'object', start, end: this.base + end, members: top.members ?? [] });
  }
}
