/** `28,400`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 token`, `28,400 tokens`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `980 bytes`, `3.4 kB`, `61 MB`, `1.2 GB`: in steps of a thousand, as disks are sold. */
export function sizeText(bytes: number): string {
  const unit = UNITS.find(({ from }) => bytes >= from);
  if (!unit) return counted(bytes, 'byte');
  const value = bytes / unit.from;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit.name}`;
}

const UNITS = [
  { from: 1e9, name: 'GB' },
  { from: 1e6, name: 'MB' },
  { from: 1e3, name: 'kB' },
];
