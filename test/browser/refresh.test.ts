import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Editor, openEditor } from '../vscode/driver.mjs';

const SOURCE = `/** The playlists of the user whose token it is. */
export async function playlists(accessToken: string) {
  const response = await fetch('https://api.spotify.com/v1/me/playlists', {
    headers: { Authorization: \`Bearer \${accessToken}\` },
  });
  return response.json();
}
`;

const FIXED_SOURCE = `import { spotify } from './spotify-auth';

/** The playlists of the user whose token it is. */
export async function playlists(accessToken: string) {
  const response = await spotify.fetch('https://api.spotify.com/v1/me/playlists');
  return response.json();
}
`;

describe('refresh handling at the light bulb', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({ files: { 'playlists.ts': SOURCE }, colorTheme: 'dark' });
  });
  after(() => editor?.close());

  it('is previewed with everything ticked, inserted when the user agrees, and taken back in one step', async () => {
    const { page } = editor;
    const saved = (name: string) => join(editor.folder, name);
    await editor.openFile('playlists.ts');
    await editor.chooseAction('fetch(', 'Refresh the token');

    const preview = page.locator('.bulk-edit-panel');
    await preview.getByText('spotify-auth.ts').first().waitFor();
    await editor.screenshot('refresh-preview');
    assert.equal(existsSync(saved('spotify-auth.ts')), false, 'nothing is done before the user agrees');
    assert.equal(await preview.locator('input[type=checkbox]:not(:checked)').count(), 0, 'everything is ticked');

    await page.getByRole('button', { name: 'Apply', exact: true }).click();
    // The new helper is shown, for the settings in it.
    await page.locator('.tab.active[data-resource-name="spotify-auth.ts"]').waitFor();
    await editor.openFile('playlists.ts');
    await editor.find('spotify.fetch(');
    await saves(saved('playlists.ts'), FIXED_SOURCE);
    assert.match(await readFile(saved('spotify-auth.ts'), 'utf8'), /^\/\/ Auth Lens helper: spotify-auth/);
    await editor.screenshot('refresh-done');

    // One step takes all of it back: the call, the import and the new file.
    await page.keyboard.press('Control+z');
    await editor.find("await fetch('https");
    for (let tries = 0; existsSync(saved('spotify-auth.ts')) && tries < 200; tries++) await pause();
    assert.equal(existsSync(saved('spotify-auth.ts')), false, 'the new file is gone');
    await page.keyboard.press('Control+s');
    await saves(saved('playlists.ts'), SOURCE);
  });
});

async function saves(path: string, text: string): Promise<void> {
  let found = '';
  for (let tries = 0; tries < 200; tries++) {
    found = await readFile(path, 'utf8');
    if (found === text) return;
    await pause();
  }
  assert.equal(found, text);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
