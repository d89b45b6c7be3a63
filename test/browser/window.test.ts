import assert from 'node:assert/strict';
import { type Editor, openEditor } from '../vscode/driver.mjs';

describe('the editor window', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      files: { 'style.css': `${'\n'.repeat(200)}p { color: teal; }\n`, 'notes.txt': 'hello' },
    });
  });
  after(() => editor?.close());

  it('opens a file by quick open', async () => {
    await editor.openFile('notes.txt');
    assert.equal(await editor.visibleText(), 'hello');
  });

  it('shows a hover for the text under the mouse, wherever in the file it is', async () => {
    await editor.openFile('style.css');
    const card = await editor.hover('color', { showing: 'color of an element' });
    await editor.screenshot('window-hover');
    assert.match(await editor.accessibility(card), /color of an element/);
  });
});
