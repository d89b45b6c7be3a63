import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { recordAll } from '../record/recordAll';
import { expiredSession } from '../support/expiredSession';
import { mintOpaque } from '../support/mint';
import { type Editor, openEditor } from '../vscode/driver.mjs';

const log = `# a note\n${expiredSession(mintOpaque('access-token'), mintOpaque('refresh-token'), Date.UTC(2026, 9, 1, 10))}`;

for (const colorTheme of ['light', 'dark', 'hc-light', 'hc-dark'] as const) {
  describe(`the report, ${colorTheme}`, () => {
    let editor: Editor;
    let report: Frame;
    before(async () => {
      editor = await openEditor({ files: { 'app.log': log }, colorTheme, size: { width: 1500, height: 950 } });
      await editor.openFile('app.log');
      await editor.runCommand('Auth Lens: Diagnose');
      report = await reportIn(editor);
    });
    after(() => editor?.close());

    it('leads with the verdict', async () => {
      assert.equal(await report.locator('h1').textContent(), 'Session expired');
    });

    it('has no fault that the axe rules know', async () => {
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      await report.evaluate(axe);
      let faults = await faultsIn(report);
      // On a busy machine a window gets the colors of its theme after its pages; what is a fault is one a while later, too.
      for (const deadline = Date.now() + 20_000; faults.length > 0 && Date.now() < deadline; ) {
        await editor.page.waitForTimeout(500);
        faults = await faultsIn(report);
      }
      assert.deepEqual(faults, []);
      await editor.screenshot(`report-${colorTheme}`);
    });

    it('shows the line of the first evidence when it is clicked', async () => {
      const first = report.locator('.evidence .place').first();
      const line = /\d+/.exec((await first.textContent()) ?? '')?.[0];
      await first.click();
      await editor.page.locator('.part.statusbar', { hasText: new RegExp(`Ln ${line}\\b`) }).waitFor();
    });

    it('moves along the timeline by keyboard', async () => {
      await report.locator('.mark').first().focus();
      await editor.page.keyboard.press('ArrowRight');
      await editor.page.keyboard.press('ArrowRight');
      assert.match((await report.locator('.mark:focus').getAttribute('aria-label')) ?? '', /401, line 4$/);
      await editor.page.keyboard.press('Enter');
      await editor.page.locator('.part.statusbar', { hasText: /Ln 4\b/ }).waitFor();
    });
  });
}

/** What axe, which was loaded there, finds in a page. */
async function faultsIn(page: Frame): Promise<readonly string[]> {
  const violations = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return (violations as readonly { id: string; nodes: readonly { html: string; failureSummary?: string }[] }[]).map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary})`).join(' ')}`,
  );
}

describe('the report on a HAR that a browser recorded', () => {
  let editor: Editor | undefined;
  after(() => editor?.close());

  it('shows the line of the first evidence when it is clicked', async function () {
    this.timeout(120_000);
    const { made, skipped } = await recordAll('.build/recorded-har', { scenario: 'permission-revoked', format: 'har' });
    const recording = made.find(({ format }) => format === 'har');
    if (!recording) return this.skip();
    assert.deepEqual(skipped, []);
    const har = await readFile(recording.file, 'utf8');
    editor = await openEditor({ files: { 'session.har': har }, size: { width: 1500, height: 950 } });
    await editor.openFile('session.har');
    await editor.runCommand('Auth Lens: Diagnose');
    const report = await reportIn(editor);
    assert.equal(await report.locator('h1').textContent(), 'Permission revoked');
    const first = report.locator('.evidence .place').first();
    const line = Number(/\d+/.exec((await first.textContent()) ?? '')?.[0]);
    assert.match(har.split('\n')[line - 1] ?? '', /Refresh token revoked/);
    await first.click();
    await editor.page.locator('.part.statusbar', { hasText: new RegExp(`Ln ${line}\\b`) }).waitFor();
  });
});

/** The frame in the frame that VS Code shows a webview in. */
async function reportIn({ page }: Editor): Promise<Frame> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const isReport = await frame.evaluate('document.querySelector("main h1") !== null').catch(() => false);
      if (isReport) return frame;
    }
    await page.waitForTimeout(100);
  }
  return assert.fail('the report did not open');
}
