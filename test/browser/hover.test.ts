import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { COUNTDOWN_PALETTES } from '../../src/core/present/countdownImage';
import { mintJws } from '../support/mint';
import { type ColorTheme, type Editor, openEditor } from '../vscode/driver.mjs';
import { openReader } from './readCountdown';

const nowSeconds = Math.floor(Date.now() / 1000);
/** Told apart by where they stand: each file has its own. */
const mint = (sub: string, leftSeconds = 2530) =>
  mintJws({
    alg: 'HS256',
    claims: { sub, iss: 'https://auth.example.com', iat: nowSeconds - 1000, exp: nowSeconds + leftSeconds },
  });

const logToken = mint('log');
const files = {
  'app.ts': `const token = '${mint('ts')}';\n`,
  'app.log': `${new Date().toISOString()} GET /v1/me authorization: Bearer ${logToken}\n`,
  'app.har': JSON.stringify(
    { log: { entries: [{ request: { headers: [{ name: 'x', value: mint('har') }] } }] } },
    null,
    1,
  ),
  'app.env': `TOKEN=${mint('env')}\n`,
  'calls.http': `GET https://api.example.com/\nAuthorization: Bearer ${mint('http')}\n`,
  'notes.md': `Call it with \`${mint('md')}\`.\n`,
};
/** Never opened: another extension writes it into its output channel. */
const serverLog = `GET /v1/me authorization: Bearer ${mint('output')}\n`;

describe('the card', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      files: { ...files, 'server.log': serverLog },
      neighbours: ['test/fixtures/serverOutput'],
      colorTheme: 'dark',
      settings: { 'editor.wordWrap': 'off' },
    });
  });
  after(() => editor?.close());

  it('appears for the mouse on a token in the output channel of another extension', async () => {
    await editor.openOutput('Sample Server');
    const card = await editor.hover('eyJ', { showing: 'JWT, HS256' });
    assert.equal(await claim(card, 'sub'), 'output');
    await editor.page.keyboard.press('ControlOrMeta+j');
    await editor.page.locator('.part.panel').waitFor({ state: 'hidden' });
  });

  for (const name of Object.keys(files)) {
    it(`appears for the mouse on a token in ${name}`, async () => {
      await editor.openFile(name);
      const card = await editor.hover('eyJ', { showing: 'JWT, HS256' });
      assert.equal(await claim(card, 'sub'), name.split('.')[1]);
      assert.equal(await card.locator('img').count(), 1);
    });
  }

  it('appears in an untitled document', async () => {
    await editor.openUntitled(`Bearer ${mint('untitled')}`);
    await editor.goTo(1);
    const card = await editor.hover('eyJ', { showing: 'JWT, HS256' });
    assert.equal(await claim(card, 'sub'), 'untitled');
  });

  it('counts down five seconds in five seconds, to the second, and nothing else in it changes', async () => {
    await editor.openFile('app.log');
    const card = await editor.hover('eyJ', { showing: 'JWT, HS256' });
    await editor.settled(card);
    const expiresAtMs = (nowSeconds + 2530) * 1000;
    const reader = await openReader(editor.page.context(), expiresAtMs, COUNTDOWN_PALETTES.dark);
    const image = card.locator('img');
    // In the middle of a second, so that the moment it takes to look does not matter.
    const lookAt = async (moment: number) => {
      await editor.page.waitForTimeout(Math.max(0, moment - Date.now()));
      return {
        image: await image.screenshot({ animations: 'allow' }),
        card: await card.screenshot({ animations: 'allow' }),
      };
    };
    const firstMs = Math.ceil(Date.now() / 1000) * 1000 + 600;
    const first = await lookAt(firstMs);
    const second = await lookAt(firstMs + 5000);

    const left = Math.ceil((expiresAtMs - firstMs) / 1000);
    const candidates = Array.from({ length: 9 }, (_, k) => left + 1 - k);
    assert.deepEqual(await reader.read([first.image, second.image], candidates), [left, left - 5]);

    const [cardBox, imageBox] = [await card.boundingBox(), await image.boundingBox()];
    assert.ok(cardBox && imageBox);
    const top = Math.floor(imageBox.y - cardBox.y);
    const changed = await reader.differences(first.card, second.card, {
      top,
      bottom: top + Math.ceil(imageBox.height) + 1,
    });
    assert.equal(changed, 0, `${changed} pixels beside the countdown changed`);
    await reader.close();
  });

  it('is read by keyboard: what it is, until when, its claims, what can be done', async () => {
    await editor.openFile('app.log');
    const card = await editor.hoverByKeyboard('eyJ');
    const spoken = await editor.accessibility(card);
    for (const part of [
      /link "Copy Claims"/,
      /JWT, HS256/,
      /img "Valid until [^"]* UTC, in \d+ minutes/,
      /Expiration Time/,
    ]) {
      assert.match(spoken, part);
    }
  });

  it('has a countdown after the token that follows the clock, and none on the line being typed in', async () => {
    await editor.openFile('app.env');
    const shown = await countdownAfter(editor, / left/);
    const later = await countdownAfter(editor, new RegExp(`^(?!.*${shown}).* left`));
    assert.equal(later.length, shown.length, 'the text keeps its width');
    await editor.goTo(1, 1);
    await editor.page.keyboard.type('X');
    await editor.find('X');
    await countdownAfter(editor, /^$/);
    await editor.page.waitForTimeout(400);
    assert.equal(await countdownTexts(editor), '', 'and it stays away');
    await editor.page.keyboard.press('ControlOrMeta+z');
  });
});

describe('the card for a user who wants less motion', () => {
  it('stands still', async () => {
    const editor = await openEditor({ files, colorTheme: 'light', reducedMotion: true });
    try {
      await editor.openFile('app.log');
      const card = await editor.hover('eyJ', { showing: 'JWT, HS256' });
      const first = await card.locator('img').screenshot({ animations: 'allow' });
      await editor.screenshot('hover-still', card);
      await editor.page.waitForTimeout(2500);
      const second = await card.locator('img').screenshot({ animations: 'allow' });
      assert.ok(first.equals(second));
    } finally {
      await editor.close();
    }
  });
});

describe('the countdown in the colours of the theme', () => {
  const themes: readonly [ColorTheme, keyof typeof COUNTDOWN_PALETTES][] = [
    ['light', 'light'],
    ['hc-light', 'high-contrast-light'],
    ['hc-dark', 'high-contrast-dark'],
  ];
  let editor: Editor;
  before(async () => {
    editor = await openEditor({ files, colorTheme: 'light' });
  });
  after(() => editor?.close());

  for (const [theme, palette] of themes) {
    it(theme, async () => {
      if (theme !== 'light') await editor.changeTheme(theme);
      await editor.openFile('app.log');
      const card = await editor.hover('eyJ', { showing: 'JWT, HS256' });
      const source = (await card.locator('img').getAttribute('src')) ?? '';
      assert.ok(atob(source.split('base64,')[1] ?? '').includes(COUNTDOWN_PALETTES[palette].valid));
      await editor.screenshot(`hover-${theme}`);
    });
  }
});

/** The value of a claim in the card's table. */
async function claim(card: Locator, name: string): Promise<string | null> {
  const row = card.locator('tr').filter({ has: card.page().locator(`td:text-is("${name}")`) });
  return row.first().locator('td').nth(1).textContent();
}

/** What stands after the tokens in the editor: VS Code draws it as the `::after` of an empty element. */
function countdownTexts(editor: Editor): Promise<string> {
  return editor.page.evaluate(() =>
    [...document.querySelectorAll('.editor-group-container.active .view-line *')]
      .map((element) => getComputedStyle(element, '::after').content)
      .filter((content) => content.startsWith('"') && content !== '""')
      .join('\n'),
  );
}

async function countdownAfter(editor: Editor, pattern: RegExp): Promise<string> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const text = await countdownTexts(editor);
    if (pattern.test(text)) return text;
    await editor.page.waitForTimeout(100);
  }
  return assert.fail(`not ${pattern} after the token`);
}
