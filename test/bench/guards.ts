import { atLeast, atMost, type Bound, type Figure } from './figure';

/**
 * What a run of the tests holds a figure against instead of its gate, where it lies so close to that gate that the neighbours
 * of a virtual machine decide: where others use its cores, what computes suffers more than what reads from memory; where they
 * use its memory, it is the other way round. A regression is worse than either.
 */
const GUARDS: Readonly<Record<string, Bound>> = {
  'scan.minified-js.checked': atLeast(3.8),
  'scan.log.checked': atLeast(3.8),
  'open.log': atMost(1.35),
};

export function guarded(figure: Figure): Figure {
  const gate = GUARDS[figure.id];
  return gate ? { ...figure, gate } : figure;
}
