import { atLeast, atMost, type Bound, type Figure } from './figure';

/**
 * What a run of the tests holds some figures against instead of their gates. These lie so close to their gates that the
 * neighbours of a virtual machine decide: where others use its cores, what computes suffers more than what reads from memory;
 * where they use its memory, it is the other way round. A regression is worse than either.
 */
const GUARDS: Readonly<Record<string, Bound>> = {
  'scan.har.floor': atLeast(0.22),
  'scan.har.checked': atLeast(3.3),
  'scan.minified-js.checked': atLeast(3),
  'scan.log.checked': atLeast(3.6),
  'hostile.growth': atMost(2.6),
  'open.log': atMost(1.6),
  'edit.naive': atLeast(400),
};

export function guarded(figure: Figure): Figure {
  const gate = GUARDS[figure.id];
  return gate ? { ...figure, gate } : figure;
}
