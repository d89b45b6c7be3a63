import { broken, type Figure } from './figure';
import { median } from './rounds';

/** Figures that are measured together, under a name. */
export interface Step {
  readonly name: string;
  measure(): Promise<readonly Figure[]> | readonly Figure[];
}

/** What came of a step. */
export interface Outcome {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** Why it has no figures. */
  readonly error?: unknown;
}

/**
 * Measures every step, and those of which a figure broke its gate as often as it takes to have measured them `times`
 * times: behind all the others, because what got in the way may still be there a moment later. A figure that was measured
 * more than once is its median, never its best: it breaks its gate if most of its measurements do.
 *
 * @param times odd, so that the median is one of the measurements; 1: nothing is measured again
 */
export async function measureAll(
  steps: readonly Step[],
  times: number,
  onMeasured: (name: string, seconds: number) => void = () => undefined,
): Promise<readonly Outcome[]> {
  const measured = new Map(steps.map((step) => [step, [] as Outcome[]]));
  for (let time = 0; time < times; time++) {
    for (const [step, outcomes] of measured) {
      if (outcomes[0] && broken(outcomes[0].figures).length === 0) continue;
      const started = performance.now();
      outcomes.push(await measure(step));
      onMeasured(step.name, (performance.now() - started) / 1000);
    }
  }
  return [...measured.values()].map(together);
}

/** Those whose names match, as mocha selects tests. */
export function select<S extends Step>(
  steps: readonly S[],
  { grep, fgrep, invert = false }: { readonly grep?: string; readonly fgrep?: string; readonly invert?: boolean },
): readonly S[] {
  const pattern = grep === undefined ? undefined : new RegExp(grep);
  const isMeant = ({ name }: S): boolean => (pattern?.test(name) ?? true) && name.includes(fgrep ?? '');
  return steps.filter((step) => isMeant(step) !== invert);
}

/** A step that fails is no matter of speed, and is not measured again. */
async function measure(step: Step): Promise<Outcome> {
  try {
    return { name: step.name, figures: await step.measure() };
  } catch (error) {
    return { name: step.name, figures: [], error };
  }
}

function together(outcomes: readonly Outcome[]): Outcome {
  const [first, ...again] = outcomes as [Outcome, ...Outcome[]];
  const failed = again.find(({ error }) => error !== undefined);
  if (failed || again.length === 0) return failed ?? first;
  const all = outcomes.flatMap(({ figures }) => figures);
  return { name: first.name, figures: first.figures.map((figure) => middle(figure, all)) };
}

/** The measurement in the middle, which knows of the others. What is no number is no chance either. */
function middle(first: Figure, all: readonly Figure[]): Figure {
  const measured = all.filter(({ id, value }) => id === first.id && value !== undefined);
  if (measured.length === 0) return first;
  const tries = measured.map(({ value = Number.NaN }) => value);
  const value = tries.some(Number.isNaN) ? Number.NaN : median(tries);
  return { ...(measured.find((figure) => Object.is(figure.value, value)) ?? first), tries };
}
