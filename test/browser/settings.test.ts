import assert from 'node:assert/strict';
import { mintJws } from '../support/mint';
import { type Editor, openEditor } from '../vscode/driver.mjs';

describe('a setting takes effect in the open window', () => {
  let editor: Editor;
  before(async () => {
    const token = mintJws({ alg: 'HS256', claims: { exp: Math.floor(Date.now() / 1000) + 2500 } });
    editor = await openEditor({
      files: { 'app.log': `Bearer ${token}\n\nBearer ${mintJws({ alg: 'HS256', claims: { sub: 'x' } })}\n` },
      colorTheme: 'dark',
      // Only our marks are on the overview ruler.
      settings: { 'editor.hideCursorInOverviewRuler': true, 'editor.overviewRulerBorder': false },
    });
    await editor.openFile('app.log');
  });
  after(() => editor?.close());

  const parts: readonly [setting: string, look: (editor: Editor) => Promise<boolean>][] = [
    ['authLens.countdown.enabled', async (open) => (await countdowns(open)).some(({ text }) => / left$/.test(text))],
    ['authLens.overviewRuler.enabled', async (open) => (await rulerColours(open)).includes('115,201,145')],
    ['authLens.statusBar.enabled', (open) => statusItem(open).isVisible()],
  ];
  for (const [setting, isShown] of parts) {
    it(setting, async () => {
      await becomes(true, () => isShown(editor));
      await editor.changeSettings({ [setting]: false });
      await becomes(false, () => isShown(editor));
      await editor.changeSettings({ [setting]: true });
      await becomes(true, () => isShown(editor));
    });
  }

  it('authLens.countdown.maximum', async () => {
    await becomes(2, async () => (await countdowns(editor)).length);
    await editor.changeSettings({ 'authLens.countdown.maximum': 1 });
    await becomes(1, async () => (await countdowns(editor)).length);
    await editor.changeSettings({ 'authLens.countdown.maximum': undefined });
    await becomes(2, async () => (await countdowns(editor)).length);
  });

  it('workbench.colorCustomizations: the colours of the countdowns', async () => {
    const colourOf = async (pattern: RegExp) =>
      (await countdowns(editor)).find(({ text }) => pattern.test(text))?.colour;
    await becomes('rgb(115, 201, 145)', () => colourOf(/ left$/));
    await becomes('rgb(166, 166, 166)', () => colourOf(/^no expiry$/));
    await editor.changeSettings({
      'workbench.colorCustomizations': {
        'authLens.validForeground': '#123456',
        'authLens.unknownForeground': '#654321',
      },
    });
    await becomes('rgb(18, 52, 86)', () => colourOf(/ left$/));
    await becomes('rgb(101, 67, 33)', () => colourOf(/^no expiry$/));
  });

  it('a click on the status bar goes to the token', async () => {
    await editor.goTo(3, 1);
    await statusItem(editor).click();
    await editor.page.locator('.part.statusbar', { hasText: /Ln 1, Col 8\b/ }).waitFor();
  });
});

function statusItem({ page }: Editor) {
  return page.locator('.part.statusbar').getByRole('button', { name: /The token that expires next/ });
}

/** What stands after the tokens: VS Code draws it as the `::after` of an empty element. */
function countdowns({ page }: Editor): Promise<readonly { text: string; colour: string }[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.editor-group-container.active .view-line *')]
      .map((element) => getComputedStyle(element, '::after'))
      .filter(({ content }) => content.startsWith('"') && content !== '""')
      .map(({ content, color }) => ({ text: content.slice(1, -1), colour: color })),
  );
}

/** The colours on the overview ruler, as `red,green,blue`. */
function rulerColours({ page }: Editor): Promise<readonly string[]> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(
      '.editor-group-container.active canvas.decorationsOverviewRuler',
    );
    const context = canvas?.getContext('2d');
    if (!canvas || !context || canvas.width === 0) return [];
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) colours.add(data.slice(at, at + 3).join(','));
    return [...colours];
  });
}

async function becomes<T>(expected: T, ask: () => Promise<T>): Promise<void> {
  const deadline = Date.now() + 20_000;
  let answer = await ask();
  while (answer !== expected && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    answer = await ask();
  }
  assert.equal(answer, expected);
}
