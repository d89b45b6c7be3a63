import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { COUNTDOWN_PALETTES, countdownImage } from '../../../../src/core/present/countdownImage';
import type { CountdownMoments } from '../../../../src/core/present/countdownPhases';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0, 250);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PALETTE = COUNTDOWN_PALETTES.dark;

describe('countdownImage', () => {
  const cases: readonly [title: string, moments: Partial<CountdownMoments>, afterMs: number, shown: string][] = [
    ['minutes', { expiresAtMs: NOW + 42 * MINUTE + 10_000 }, 0, '42:10 left'],
    ['five seconds later', { expiresAtMs: NOW + 42 * MINUTE + 10_000 }, 5000, '42:05 left'],
    ['under ten minutes', { expiresAtMs: NOW + 10 * MINUTE }, 1, '10:00 left'],
    ['the clock gets shorter', { expiresAtMs: NOW + 10 * MINUTE }, 1000, '9:59 left'],
    ['the last second', { expiresAtMs: NOW + 5000 }, 4999, '0:01 left'],
    ['the end', { expiresAtMs: NOW + 5000 }, 5000, 'expired 0:00 ago'],
    ['counts on', { expiresAtMs: NOW + 5000 }, 8000, 'expired 0:03 ago'],
    ['counts on past ten minutes', { expiresAtMs: NOW + 5000 }, 5000 + 11 * MINUTE, 'expired 11:00 ago'],
    ['an hour', { expiresAtMs: NOW + HOUR }, 0, '1:00:00 left'],
    ['under an hour', { expiresAtMs: NOW + HOUR }, 1000, '59:59 left'],
    ['ten hours', { expiresAtMs: NOW + 10 * HOUR + 7000 }, 6000, '10:00:01 left'],
    ['under ten hours', { expiresAtMs: NOW + 10 * HOUR + 7000 }, 8000, '9:59:59 left'],
    ['days', { expiresAtMs: NOW + 3 * DAY + 4 * HOUR }, 0, '3 d 04:00:00 left'],
    ['a day less', { expiresAtMs: NOW + 3 * DAY + 4 * HOUR }, 5 * HOUR, '2 d 23:00:00 left'],
    ['long dead', { expiresAtMs: NOW - 180 * DAY }, 61_000, 'expired 180 d 00:01:01 ago'],
    ['not begun', { validFromMs: NOW + 90_000, expiresAtMs: NOW + HOUR }, 30_000, 'valid in 1:00'],
    ['begins', { validFromMs: NOW + 90_000, expiresAtMs: NOW + HOUR + 90_000 }, 90_000, '1:00:00 left'],
    ['an estimate', { estimated: true, expiresAtMs: NOW + 61_000 }, 0, 'about 1:01 left'],
    ['an estimate that ended', { estimated: true, expiresAtMs: NOW + 61_000 }, 62_000, 'expired about 0:01 ago'],
  ];
  for (const [title, moments, afterMs, shown] of cases) {
    it(`${title}: ${shown}`, () => assert.equal(play(moments).shownAt(afterMs), shown));
  }

  it('shows the second that a clock would, at any moment of any life', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400 * DAY, max: 400 * DAY }),
        fc.array(fc.integer({ min: 0, max: 6 * HOUR - 1 }), { minLength: 5, maxLength: 20 }),
        (lifeMs, moments) => {
          const film = play({ expiresAtMs: NOW + lifeMs });
          for (const afterMs of moments) assert.equal(film.shownAt(afterMs), expectedText(lifeMs - afterMs));
        },
      ),
      { numRuns: Number(process.env.AUTHLENS_RUNS ?? 40) },
    );
  });

  it('changes colour when the life runs out and when it is over', () => {
    const film = play({ expiringAtMs: NOW + MINUTE, expiresAtMs: NOW + 2 * MINUTE });
    const colours = [0, MINUTE, 2 * MINUTE].map((afterMs) => film.colourAt(afterMs));
    assert.deepEqual(colours, [PALETTE.valid, PALETTE.expiring, PALETTE.expired]);
  });

  it('fills the bar with the life used up', () => {
    const film = play({ issuedAtMs: NOW - 30 * MINUTE, expiresAtMs: NOW + 30 * MINUTE });
    const used = [0, 15 * MINUTE, 29 * MINUTE].map((afterMs) => film.usedAt(afterMs).toFixed(3));
    assert.deepEqual(used, ['0.500', '0.750', '0.983']);
  });

  it('stands still with the words "when opened" for a user who wants less motion', () => {
    const moments = { issuedAtMs: NOW - MINUTE, expiresAtMs: NOW + 42 * MINUTE + 10_000 };
    const still = play(moments).document.querySelector('.still');
    assert.equal(still?.textContent, '42:10 leftwhen opened');
    assert.doesNotMatch(still?.innerHTML ?? '', /animation/);
    assert.doesNotMatch(countdownImage(momentsOf(moments), PALETTE, 'still'), /animation|@keyframes/);
  });

  it('draws the strips only where they are used', () => {
    const { document } = play({ expiresAtMs: NOW + 3 * DAY });
    const strips = [...document.querySelectorAll('#one, #two')].map((strip) => strip.parentElement?.localName);
    assert.deepEqual(strips, ['defs', 'defs']);
  });

  it('stays small and ASCII for the longest life', () => {
    for (const lifeMs of [42 * MINUTE, 400 * DAY, -400 * DAY, 10 * HOUR]) {
      const svg = countdownImage(
        momentsOf({ issuedAtMs: NOW - 500 * DAY, expiresAtMs: NOW + lifeMs }),
        PALETTE,
        'system',
      );
      assert.match(svg, /^[\x20-\x7e]+$/);
      assert.ok(svg.length < 6000, `${svg.length} characters`);
    }
  });

  // The backgrounds of the hover in the themes VS Code brings along, the least favourable of each kind.
  const BACKGROUNDS = {
    dark: '#2d2d30',
    light: '#f3f3f3',
    'high-contrast-dark': '#0c0c0c',
    'high-contrast-light': '#ffffff',
  };
  for (const [kind, background] of Object.entries(BACKGROUNDS)) {
    it(`can be read on a ${kind} theme`, () => {
      const { track, ...inks } = COUNTDOWN_PALETTES[kind as keyof typeof BACKGROUNDS];
      for (const ink of Object.values(inks)) assert.ok(contrast(ink, background) >= 4.5, `${ink} on ${background}`);
      assert.ok(contrast(track, background) >= 1.5 && contrast(inks.valid, track) >= 1.5, `track ${track}`);
    });
  }
});

function momentsOf(moments: Partial<CountdownMoments>): CountdownMoments {
  return { nowMs: NOW, expiresAtMs: NOW, estimated: false, ...moments };
}

function expectedText(leftMs: number): string {
  const seconds = Math.abs(Math.ceil(leftMs / 1000));
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const days = Math.floor(seconds / 86_400);
  while (days === 0 && parts.length > 2 && parts[0] === 0) parts.shift();
  const clock = parts.map((part, index) => `${part}`.padStart(index > 0 || days > 0 ? 2 : 1, '0')).join(':');
  const text = days > 0 ? `${days} d ${clock}` : clock;
  return leftMs > 0 ? `${text} left` : `expired ${text} ago`;
}

interface Animation {
  readonly name: string;
  readonly durationMs: number;
  readonly delayMs: number;
  readonly steps: number | undefined;
  readonly iterations: number;
}

/** Plays the image by its own style sheet, as a browser would: CSS Animations level 1 and the `steps()` of CSS Easing. */
function play(moments: Partial<CountdownMoments>) {
  const { document } = new JSDOM(countdownImage(momentsOf(moments), PALETTE, 'system'), {
    contentType: 'image/svg+xml',
  }).window;
  const css = document.querySelector('style')?.textContent ?? '';
  const phaseAt = (afterMs: number) => {
    const visible = [...document.querySelectorAll('.phase')].filter(
      (phase) => progress(animationOf(phase), afterMs) !== undefined,
    );
    assert.equal(visible.length, 1, `${visible.length} phases are visible after ${afterMs} ms`);
    return visible[0]!;
  };
  return {
    document,
    shownAt: (afterMs: number) => {
      const parts = [...(phaseAt(afterMs).querySelector('g')?.children ?? [])];
      const texts = parts.map((part) =>
        part.localName === 'use' ? figure(document, css, part, afterMs) : part.textContent,
      );
      return texts
        .join(' ')
        .replace(/(?<=\d) (?=\d|:)|(?<=:) /g, '')
        .replace(/(\d)d/, '$1 d');
    },
    colourAt: (afterMs: number) => phaseAt(afterMs).getAttribute('fill'),
    usedAt: (afterMs: number) => {
      const used = [...phaseAt(afterMs).querySelectorAll('rect')].at(-1)!;
      const base = Number(/scale\(([\d.]+)/.exec(used.getAttribute('transform') ?? '')?.[1]);
      return base + (1 - base) * (progress(animationOf(used), afterMs) ?? 0);
    },
  };
}

function animationOf(element: Element): Animation {
  const style = element.getAttribute('style') ?? '';
  const [, name, ...rest] = /^animation:(\w+) (.*)$/.exec(style) ?? assert.fail(style);
  const times = [...rest[0]!.matchAll(/(-?[\d.]+)ms/g)].map((match) => Number(match[1]));
  const steps = /steps\((\d+)\)/.exec(style)?.[1];
  return {
    name: name!,
    durationMs: times[0]!,
    delayMs: times[1]!,
    steps: steps === undefined ? undefined : Number(steps),
    iterations: style.includes('infinite') ? Number.POSITIVE_INFINITY : 1,
  };
}

/** The progress within the running iteration, from 0 to 1; nothing outside the active interval (no fill mode is used). */
function progress({ durationMs, delayMs, steps, iterations }: Animation, afterMs: number): number | undefined {
  const activeMs = afterMs - delayMs;
  if (activeMs < 0 || activeMs >= durationMs * iterations) return undefined;
  const within = (activeMs % durationMs) / durationMs;
  return steps === undefined ? within : Math.floor(within * steps + 1e-9) / steps;
}

/** The figure of the strip whose line stands in the window. */
function figure(document: Document, css: string, reel: Element, afterMs: number): string {
  const animation = animationOf(reel);
  const frames = new RegExp(
    `@keyframes ${animation.name}\\{from\\{transform:translateY\\((-?\\d+)px\\)\\}to\\{transform:translateY\\((-?\\d+)px`,
  );
  const [from, to] = (frames.exec(css) ?? assert.fail(animation.name)).slice(1).map(Number);
  const at = from! + (to! - from!) * (progress(animation, afterMs) ?? assert.fail('the reel stands'));
  const texts = [...document.querySelectorAll(`${reel.getAttribute('href')} text`)];
  const baseline = Number(texts[0]!.getAttribute('y'));
  const shown = texts.filter((text) => Math.abs(Number(text.getAttribute('y')) + at - baseline) < 0.01);
  assert.equal(shown.length, 1, 'one figure in the window');
  return shown[0]!.textContent ?? '';
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
