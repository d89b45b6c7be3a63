import { bigFile } from './bigFile';
import { browserSession } from './browserSession';
import { keystrokes, opening } from './editing';
import { activation } from './editor/activation';
import { startEditor } from './editor/startEditor';
import { atLeast, type Extent, type Figure } from './figure';
import { guarded } from './guards';
import { harDiagnosis } from './harDiagnosis';
import { harIndex } from './harIndex';
import { har, log, minifiedScript, sourceFile, twoBytes } from './inputs';
import { lightBulb, partsOfLightBulb } from './lightBulb';
import { quality } from './quality';
import { againstExpressions, againstTools, hostileTexts } from './scanning';
import { startUp } from './startUp';
import type { Step } from './step';

/** What is measured of a scan against its rivals: goals and gates by their names. */
const HAR = {
  floor: [atLeast(0.45), atLeast(0.28)],
  naive: [atLeast(3), atLeast(2.1)],
  checked: [atLeast(7), atLeast(3.8)],
} as const;
const TWO_BYTES = { naive: [atLeast(2.5), atLeast(1.4)] } as const;
const OTHERS = { checked: [atLeast(7), atLeast(4.8)] } as const;

export function stepsInEditor(size: 'short' | 'full'): readonly Step[] {
  return [
    { name: 'an extension host', measure: () => startEditor<readonly Figure[]>('inHost') },
    activated(size === 'short' ? 5 : 11),
  ];
}

/**
 * Texts of 50 MB lie in no cache, and files of 1 GB take many times what a worker takes to start: what is held against the
 * speed of memory is measured with these also when it has to be short.
 */
export function stepsInNode(size: 'short' | 'full', extent: Extent): readonly Step[] {
  const length = size === 'short' ? 12_000_000 : LARGE;
  const capture = once(() => har(LARGE));
  const shorter = length === LARGE ? capture : once(() => har(length));
  const script = once(() => minifiedScript(length));
  const lines = once(() => log(length));
  const file = once(sourceFile);
  const steps: readonly (Step & { readonly gated?: boolean })[] = [
    { name: 'tokens', measure: () => quality([capture(), script(), lines(), file()]) },
    {
      name: 'scan of a HAR',
      measure: () => againstExpressions(capture(), ROUNDS, HAR, extent),
    },
    {
      name: 'scan of two bytes a character',
      measure: () => againstExpressions(twoBytes(capture()), ROUNDS, TWO_BYTES, extent),
    },
    { name: 'scan of minified JavaScript', measure: () => againstExpressions(script(), ROUNDS, OTHERS, extent) },
    { name: 'scan of a log', measure: () => againstExpressions(lines(), ROUNDS, OTHERS, extent) },
    { name: 'scan of a source file', measure: () => againstExpressions(file(), 3 * ROUNDS), gated: false },
    { name: 'other tools', measure: () => againstTools(shorter(), 11, extent) },
    { name: 'index of a HAR', measure: () => harIndex(shorter(), 11) },
    {
      name: 'diagnosis of a HAR',
      measure: () => harDiagnosis(shorter(), 11, { id: 'har-diagnose.all', goal: 0.5, gate: 0.15 }),
    },
    {
      name: 'diagnosis of a session',
      measure: () => harDiagnosis(browserSession(length), 11, { id: 'har-diagnose.session', goal: 1, gate: 0.3 }),
    },
    { name: 'hostile texts', measure: () => hostileTexts(har(length / 6), 11) },
    { name: 'keys', measure: () => keystrokes(log(10_000_000), 11) },
    { name: 'opening a HAR', measure: () => opening(capture(), ROUNDS) },
    { name: 'opening minified JavaScript', measure: () => opening(script(), ROUNDS) },
    { name: 'opening a log', measure: () => opening(lines(), ROUNDS) },
    { name: 'large log', measure: () => bigFile('sparse', 1000, size === 'short' ? 7 : 9, extent) },
    { name: 'large dense log', measure: () => bigFile('dense', size === 'short' ? 64 : 1000, 3), gated: false },
    { name: 'start', measure: () => startUp(size === 'short' ? 15 : 21) },
    { name: 'light bulb', measure: () => lightBulb(7) },
    { name: 'parts of the light bulb', measure: partsOfLightBulb, gated: false },
  ];
  if (extent === 'all') return steps;
  return [...steps.filter(({ gated }) => gated !== false).map(withGuards), activated(3)];
}

function activated(rounds: number): Step {
  return { name: 'activation', measure: () => activation(rounds) };
}

function withGuards({ name, measure }: Step): Step {
  return { name, measure: async () => (await measure()).map(guarded) };
}

const LARGE = 50_000_000;
const ROUNDS = 21;

/** What is large is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
