import type { BrowserContext, Page } from 'playwright-core';
import {
  COUNTDOWN_IMAGE_HEIGHT,
  COUNTDOWN_IMAGE_WIDTH,
  type CountdownPalette,
  countdownImage,
} from '../../src/core/present/countdownImage';

/** Reads a photographed countdown by comparing it with what the image looks like at each second that it could be. */
export async function openReader(context: BrowserContext, expiresAtMs: number, palette: CountdownPalette) {
  const page = await context.newPage();
  await page.setContent('<body style="margin:0;background:#202020"><img></body>');
  return {
    /** For each photograph the second whose picture is nearest to it, of those given. */
    async read(photographs: readonly Buffer[], seconds: readonly number[]): Promise<readonly number[]> {
      const drawings: { readonly second: number; readonly drawn: Pixels }[] = [];
      for (const second of seconds) {
        const nowMs = expiresAtMs - second * 1000;
        const svg = countdownImage({ nowMs, expiresAtMs, estimated: false }, palette, 'system');
        drawings.push({ second, drawn: await pixels(page, await draw(page, svg)) });
      }
      const taken = await Promise.all(photographs.map((photograph) => pixels(page, photograph)));
      return taken.map((photograph) => nearest(photograph, drawings));
    },
    /** How many pixels two pictures differ in; `except` is left out (pixels of the pictures). */
    async differences(one: Buffer, other: Buffer, except: { top: number; bottom: number }): Promise<number> {
      const [a, b] = await Promise.all([pixels(page, one), pixels(page, other)]);
      if (a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
      let count = 0;
      for (let at = 0; at < a.data.length; at += 4) {
        const y = Math.floor(at / 4 / a.width);
        const inside = y >= except.top && y < except.bottom;
        if (!inside && [0, 1, 2].some((channel) => a.data[at + channel] !== b.data[at + channel])) count++;
      }
      return count;
    },
    close: () => page.close(),
  };
}

async function draw(page: Page, svg: string): Promise<Buffer> {
  await page.evaluate(
    async (source) => {
      const image = document.querySelector('img');
      if (!image) return;
      image.src = source;
      await image.decode();
    },
    `data:image/svg+xml;base64,${btoa(svg)}`,
  );
  const clip = { x: 0, y: 0, width: COUNTDOWN_IMAGE_WIDTH, height: COUNTDOWN_IMAGE_HEIGHT };
  return page.screenshot({ clip, animations: 'allow' });
}

/** The second that fits best, and clearly better than the next one. */
function nearest(photograph: Pixels, drawings: readonly { readonly second: number; readonly drawn: Pixels }[]): number {
  // A hover may put the image between two pixels of the screen.
  const shifts = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => ({ right, down })));
  const fits = drawings
    .map(({ second, drawn }) => ({ second, apart: Math.min(...shifts.map((by) => inkApart(photograph, drawn, by))) }))
    .sort((a, b) => a.apart - b.apart);
  const [best, next] = fits;
  if (!best || !next || best.apart * 1.2 > next.apart) throw new Error(`Cannot be read: ${JSON.stringify(fits)}`);
  return best.second;
}

/** In how many places one picture has ink and the other, shifted, has none; in the part that holds the figures. */
function inkApart(a: Pixels, b: Pixels, by: { readonly right: number; readonly down: number }): number {
  let apart = 0;
  for (let y = 1; y < Math.min(a.height, b.height) * 0.7; y++) {
    for (let x = 1; x < Math.min(a.width, b.width) - 1; x++) {
      if (hasInk(a, x, y) !== hasInk(b, x + by.right, y + by.down)) apart++;
    }
  }
  return apart;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: readonly number[];
}

/** Whether a pixel differs from the ground, which is the colour of the upper right corner. */
function hasInk({ width, data }: Pixels, x: number, y: number): boolean {
  const [at, ground] = [(y * width + x) * 4, (width - 1) * 4];
  return Math.abs((data[at + 1] ?? 0) - (data[ground + 1] ?? 0)) > 60;
}

/** The browser decodes the picture, so that no library has to. */
async function pixels(page: Page, png: Buffer): Promise<Pixels> {
  return page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(bitmap, 0, 0);
    const data = drawing?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    return { width: bitmap.width, height: bitmap.height, data: [...data] };
  }, png.toString('base64'));
}
