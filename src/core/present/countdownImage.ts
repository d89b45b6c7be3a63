import { type CountdownMoments, type CountdownPhase, phasesOf } from './countdownPhases';

/** An image cannot see the editor's theme, so its colours are given to it; one palette per kind of theme. */
export interface CountdownPalette {
  readonly waiting: string;
  readonly valid: string;
  readonly expiring: string;
  readonly expired: string;
  readonly track: string;
}

/** Every ink has a contrast of at least 4.5 with the hover's background in the themes that VS Code brings along. */
export const COUNTDOWN_PALETTES = {
  dark: { waiting: '#75beff', valid: '#73c991', expiring: '#e5b454', expired: '#f88a80', track: '#5a5a5a' },
  light: { waiting: '#005fb8', valid: '#116329', expiring: '#7d4e00', expired: '#b1201a', track: '#c8c8c8' },
  'high-contrast-dark': {
    waiting: '#9cdcfe',
    valid: '#89f0a0',
    expiring: '#ffd24a',
    expired: '#ff9d94',
    track: '#6f6f6f',
  },
  'high-contrast-light': {
    waiting: '#003e8a',
    valid: '#0b4f1f',
    expiring: '#5f3b00',
    expired: '#8f100a',
    track: '#a0a0a0',
  },
} as const satisfies Readonly<Record<string, CountdownPalette>>;

/** `still` is for a user who asked VS Code itself for less motion; `system` lets the operating system's wish decide. */
export type CountdownMotion = 'system' | 'still';

export const COUNTDOWN_IMAGE_WIDTH = 300;
export const COUNTDOWN_IMAGE_HEIGHT = 40;

/**
 * An SVG that counts by itself, second by second, without any script: each digit is a reel of figures that a CSS
 * animation moves by whole lines, and a negative delay puts each reel where it stands at `nowMs`. ASCII only.
 */
export function countdownImage(moments: CountdownMoments, palette: CountdownPalette, motion: CountdownMotion): string {
  const phases = phasesOf(moments);
  const first = phases[0];
  const still = first ? stillGroup(first, moments, palette) : '';
  const moving = motion === 'system' ? phases.map((phase) => phaseGroup(phase, moments, palette)).join('') : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${COUNTDOWN_IMAGE_WIDTH}" height="${COUNTDOWN_IMAGE_HEIGHT}" ` +
    `viewBox="0 0 ${COUNTDOWN_IMAGE_WIDTH} ${COUNTDOWN_IMAGE_HEIGHT}">` +
    `<style>${style(motion)}</style>${definitions(phases, motion)}` +
    `<g class="still">${still}</g><g class="moving">${moving}</g></svg>`
  );
}

const LINE = 28;
const BASELINE = 21;
const BAR_TOP = 33;
const BAR_HEIGHT = 4;
const FIGURE_WIDTH = 12.5;
const SEPARATOR_WIDTH = 7;
const GAP = 6;

/** The reel of figures a unit of time needs, and how many of them one turn has. */
interface Reel {
  /** Seconds that one figure stays. */
  readonly unit: number;
  /** Figures in one turn. */
  readonly base: number;
  readonly strip: 'one' | 'two';
}

const SECONDS: Reel = { unit: 1, base: 10, strip: 'one' };
const TENS_OF_SECONDS: Reel = { unit: 10, base: 6, strip: 'one' };
const MINUTES: Reel = { unit: 60, base: 10, strip: 'one' };
const TENS_OF_MINUTES: Reel = { unit: 600, base: 6, strip: 'one' };
const HOURS: Reel = { unit: 3600, base: 24, strip: 'one' };
const TWO_FIGURE_HOURS: Reel = { unit: 3600, base: 24, strip: 'two' };

const CLOCK: Readonly<Record<CountdownPhase['clock'], readonly (Reel | ':')[]>> = {
  'm:ss': [MINUTES, ':', TENS_OF_SECONDS, SECONDS],
  'mm:ss': [TENS_OF_MINUTES, MINUTES, ':', TENS_OF_SECONDS, SECONDS],
  'h:mm:ss': [HOURS, ':', TENS_OF_MINUTES, MINUTES, ':', TENS_OF_SECONDS, SECONDS],
  'hh:mm:ss': [TWO_FIGURE_HOURS, ':', TENS_OF_MINUTES, MINUTES, ':', TENS_OF_SECONDS, SECONDS],
};

function definitions(phases: readonly CountdownPhase[], motion: CountdownMotion): string {
  if (motion === 'still') return '';
  const needsTwo = phases.some((phase) => phase.clock === 'hh:mm:ss');
  return (
    `<defs><clipPath id="window"><rect width="${COUNTDOWN_IMAGE_WIDTH}" height="${LINE}"/></clipPath>` +
    `<g id="one">${strip(10, (figure) => `${figure}`)}</g>` +
    `${needsTwo ? `<g id="two">${strip(24, (figure) => `${figure}`.padStart(2, '0'))}</g>` : ''}</defs>`
  );
}

/** Figure k stands k lines above the window, so moving the strip down by k lines shows k. */
function strip(length: number, textOf: (figure: number) => string): string {
  return Array.from({ length }, (_, k) => `<text y="${BASELINE - k * LINE}">${textOf(k)}</text>`).join('');
}

function style(motion: CountdownMotion): string {
  const letters =
    'text{font:600 20px system-ui,"Segoe UI",Ubuntu,sans-serif;font-variant-numeric:tabular-nums;text-anchor:middle}' +
    '.word{font-size:14px;font-weight:400;text-anchor:start}.sentence{text-anchor:start}';
  if (motion === 'still') return letters;
  const reels = [6, 10, 24]
    .map((base) => keyframes(`up${base}`, 0, base) + keyframes(`down${base}`, base - 1, -1))
    .join('');
  return (
    `${letters}.still{display:none}.phase{visibility:hidden}` +
    `@keyframes show{from,to{visibility:visible}}@keyframes life{to{transform:scaleX(1)}}${reels}` +
    '@media (prefers-reduced-motion:reduce){.still{display:inline}.moving{display:none}}'
  );
}

function keyframes(name: string, from: number, to: number): string {
  return `@keyframes ${name}{from{transform:translateY(${from * LINE}px)}to{transform:translateY(${to * LINE}px)}}`;
}

function phaseGroup(phase: CountdownPhase, moments: CountdownMoments, palette: CountdownPalette): string {
  const parts: string[] = [];
  let x = 0;
  for (const word of phase.before) {
    parts.push(wordAt(x, word));
    x += word.width + GAP;
  }
  for (const cell of CLOCK[phase.clock]) {
    const width = cell === ':' ? SEPARATOR_WIDTH : FIGURE_WIDTH * (cell.strip === 'two' ? 2 : 1);
    const middle = x + width / 2;
    parts.push(
      cell === ':' ? `<text x="${middle}" y="${BASELINE - 1}">:</text>` : reelAt(middle, cell, phase, moments),
    );
    x += width;
  }
  if (phase.after) parts.push(wordAt(x + GAP, phase.after));
  return (
    `<g class="phase" fill="${palette[phase.colour]}" ` +
    `style="animation:show ${phase.endMs - phase.startMs}ms linear ${phase.startMs}ms">` +
    `<g clip-path="url(#window)">${parts.join('')}</g>${bar(phase, moments, palette, 'system')}</g>`
  );
}

/** Widths are forced, because nobody knows which font the system has and the figures start where the words end. */
function wordAt(x: number, word: { readonly text: string; readonly width: number }): string {
  return `<text class="word" x="${x}" y="${BASELINE - 1}" textLength="${word.width}">${word.text}</text>`;
}

function reelAt(x: number, reel: Reel, phase: CountdownPhase, moments: CountdownMoments): string {
  const turnMs = reel.unit * reel.base * 1000;
  // Counting down, the figure shown is that of the second just begun, and a turn starts with the highest figure.
  const sinceMs = moments.nowMs - phase.targetMs - (phase.direction === 'down' ? 1000 : 0);
  const intoTurnMs = ((sinceMs % turnMs) + turnMs) % turnMs;
  return (
    `<use href="#${reel.strip}" x="${x}" style="animation:${phase.direction}${reel.base} ${turnMs}ms ` +
    `steps(${reel.base}) -${intoTurnMs}ms infinite"/>`
  );
}

/** The life used up at `nowMs`, and in motion from then on. */
function bar(
  phase: CountdownPhase,
  moments: CountdownMoments,
  palette: CountdownPalette,
  motion: CountdownMotion,
): string {
  const bornMs = moments.issuedAtMs ?? moments.validFromMs;
  if (bornMs === undefined || bornMs >= moments.expiresAtMs) return '';
  const shape = `y="${BAR_TOP}" width="${COUNTDOWN_IMAGE_WIDTH}" height="${BAR_HEIGHT}" rx="2"`;
  const track = `<rect ${shape} fill="${palette.track}"/>`;
  if (phase.colour === 'expired') return `<rect ${shape}/>`;
  if (phase.colour === 'waiting') return track;
  const used = Math.min(1, Math.max(0, (moments.nowMs - bornMs) / (moments.expiresAtMs - bornMs)));
  const startMs = Math.max(0, bornMs - moments.nowMs);
  const runMs = moments.expiresAtMs - moments.nowMs - startMs;
  const animation = motion === 'system' ? ` style="animation:life ${runMs}ms linear ${startMs}ms"` : '';
  return `${track}<rect ${shape} transform="scale(${used.toFixed(4)} 1)"${animation}/>`;
}

function stillGroup(phase: CountdownPhase, moments: CountdownMoments, palette: CountdownPalette): string {
  const words = [...phase.before.map((word) => word.text), clockText(phase, moments.nowMs), phase.after?.text];
  const sentence = words.filter((word) => word !== undefined).join(' ');
  const opened = '<tspan class="word" dx="6">when opened</tspan>';
  return (
    `<g fill="${palette[phase.colour]}"><text class="sentence" y="${BASELINE}">${sentence}${opened}</text>` +
    `${bar(phase, moments, palette, 'still')}</g>`
  );
}

/** What the reels show at a moment, as text. */
function clockText(phase: CountdownPhase, atMs: number): string {
  const seconds = Math.abs(Math.floor((atMs - phase.targetMs) / 1000));
  const figures = CLOCK[phase.clock].map((cell) => {
    if (cell === ':') return ':';
    return `${Math.floor(seconds / cell.unit) % cell.base}`.padStart(cell.strip === 'two' ? 2 : 1, '0');
  });
  return figures.join('');
}
