import { durationText } from '../../core/diagnose/duration';
import type { Timeline, TimelineBar, TimelineDot } from '../../core/present/timeline';
import { type Html, html } from './html';

/** Near the width of a panel beside an editor, so that text keeps its size. */
const WIDTH = 620;
const LEFT = 112;
const RIGHT = 24;
const ROW = 26;
const TOP = 30;
/** More than this cannot be told apart in a picture; refusals are never among what is left out. */
const MOST_DOTS = 300;
const MOST_BARS = 8;

/**
 * Token lives as bars, requests as marks in the row of the token they were sent with. What a mark means is in its shape as
 * well as its colour: a dot went through, a cross was refused, a triangle failed otherwise, a diamond brought a token.
 */
export function timelinePicture(timeline: Timeline): Html {
  const bars = timeline.bars.slice(-MOST_BARS);
  const scale = scaleOf(timeline);
  const rows = new Map(bars.map(({ fingerprint }, index) => [fingerprint, index]));
  const rest = bars.length;
  const dots = chosen(timeline.dots);
  const height = TOP + (rest + (timeline.clockOffsetMs === undefined ? 1 : 2)) * ROW + 8;
  const y = (dot: TimelineDot) =>
    TOP + ((dot.token === undefined ? undefined : rows.get(dot.token)) ?? rest) * ROW + ROW / 2;
  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" role="group" aria-label="Timeline: ${bars.length} tokens and ${timeline.dots.length} requests. Arrow keys move from request to request.">
${ticksOf(timeline).map((tick) => html`<g class="tick"><line x1="${scale(tick)}" x2="${scale(tick)}" y1="${TOP - 8}" y2="${height - 4}"/><text x="${scale(tick)}" y="14">${clockText(tick)}</text></g>`)}
${bars.map((bar, index) => barOf(bar, TOP + index * ROW, scale))}
<text class="row" x="0" y="${TOP + rest * ROW + ROW / 2 + 4}">other requests</text>
${offsetOf(timeline, scale, TOP + (rest + 1) * ROW + ROW / 2)}
${dots.map((dot, index) => markOf(dot, scale(dot.atMs), y(dot), index))}
</svg>`;
}

function scaleOf({ fromMs, toMs }: Timeline): (ms: number) => number {
  const span = Math.max(toMs - fromMs, 1000);
  const units = WIDTH - LEFT - RIGHT;
  return (ms) => Math.round(10 * (LEFT + (units * (Math.min(Math.max(ms, fromMs), toMs) - fromMs)) / span)) / 10;
}

function chosen(dots: readonly TimelineDot[]): readonly TimelineDot[] {
  if (dots.length <= MOST_DOTS) return dots;
  const telling = dots.filter(({ look }) => look !== 'ok').slice(0, MOST_DOTS);
  const plain = dots.filter(({ look }) => look === 'ok');
  const step = Math.ceil(plain.length / Math.max(MOST_DOTS - telling.length, 1));
  return [...telling, ...plain.filter((_, index) => index % step === 0)].sort((a, b) => a.atMs - b.atMs);
}

function barOf(bar: TimelineBar, y: number, scale: (ms: number) => number): Html {
  const from = scale(bar.fromMs);
  const width = Math.max(scale(bar.toMs) - from, 3);
  return html`<g class="bar${bar.estimated ? ' estimated' : ''}"><title>${bar.label}</title><text class="row" x="0" y="${y + ROW / 2 + 4}">${bar.kind === 'access-token' ? 'access' : bar.kind} ${bar.fingerprint.slice(0, 6)}</text><rect x="${from}" y="${y + 4}" width="${width}" height="${ROW - 8}" rx="3"/></g>`;
}

function markOf(dot: TimelineDot, x: number, y: number, index: number): Html {
  return html`<g class="mark ${dot.look}" role="button" tabindex="${index === 0 ? 0 : -1}" data-start="${dot.start}" data-end="${dot.end}" data-line="${dot.line}" aria-label="${dot.label}"><title>${dot.label}</title>${SHAPES[dot.look](x, y)}</g>`;
}

const SHAPES: Readonly<Record<TimelineDot['look'], (x: number, y: number) => Html>> = {
  ok: (x, y) => html`<circle cx="${x}" cy="${y}" r="4.5"/>`,
  refused: (x, y) => html`<path d="M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x + 5} ${y - 5}L${x - 5} ${y + 5}"/>`,
  failed: (x, y) => html`<path d="M${x} ${y - 6}L${x + 6} ${y + 5}L${x - 6} ${y + 5}Z"/>`,
  issued: (x, y) => html`<path d="M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z"/>`,
};

/** How far the log's clock is off, from the first request: the server saw it at the other end of the line. */
function offsetOf(
  { clockOffsetMs, fromMs, toMs, dots }: Timeline,
  scale: (ms: number) => number,
  y: number,
): Html | undefined {
  const first = dots[0];
  if (clockOffsetMs === undefined || !first) return undefined;
  const seenMs = first.atMs - clockOffsetMs;
  const inPicture = seenMs >= fromMs && seenMs <= toMs;
  const text = `${durationText(Math.abs(clockOffsetMs))} ${clockOffsetMs > 0 ? 'ahead' : 'behind'} of the server`;
  return html`<g class="offset"><text class="row" x="0" y="${y + 4}">clock</text>${
    inPicture ? html`<line x1="${scale(first.atMs)}" x2="${scale(seenMs)}" y1="${y - 9}" y2="${y - 9}"/>` : undefined
  }<text x="${LEFT}" y="${y + 4}">${text}</text></g>`;
}

const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400].map(
  (s) => s * 1000,
);

function ticksOf({ fromMs, toMs }: Timeline): readonly number[] {
  const step = STEPS_MS.find((candidate) => (toMs - fromMs) / candidate <= 5) ?? (toMs - fromMs) / 5;
  const ticks: number[] = [];
  for (let tick = Math.ceil(fromMs / step) * step; tick <= toMs && ticks.length < 10; tick += step) ticks.push(tick);
  return ticks;
}

/** UTC: the times of a log's lines are not those of the reader's machine. */
function clockText(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
