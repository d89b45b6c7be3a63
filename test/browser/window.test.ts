import assert from 'node:assert/strict';
import { type Editor, openEditor } from '../vscode/driver.mjs';

describe('the editor window', () => {
  let editor: Editor;
  before(async () => {
    const files = {
      'style.css': `${'\n'.repeat(200)}p { color: teal; }\n`,
      'notes/today.txt': 'hello',
      'wrong.css': 'p { colr: teal; }',
    };
    editor = await openEditor({ files, colorTheme: 'dark' });
  });
  after(() => editor?.close());

  it('opens a file by quick open', async () => {
    await editor.openFile('notes/today.txt');
    assert.equal(await editor.visibleText(), 'hello');
  });

  it('shows a hover for the text under the mouse, wherever in the file it is', async () => {
    await editor.openFile('style.css');
    const card = await editor.hover('color', { showing: 'color of an element' });
    await editor.screenshot('window-hover');
    assert.match(await editor.accessibility(card), /color of an element/);
  });

  it('shows the same hover by keyboard, focused', async () => {
    await editor.openFile('style.css');
    const card = await editor.hoverByKeyboard('color');
    assert.match(await editor.accessibility(card), /color of an element/);
  });

  it('runs a quick fix from the light bulb', async () => {
    await editor.openFile('wrong.css');
    await editor.chooseAction('colr', "Rename to 'color'");
    await editor.find('p { color');
  });

  it('takes pasted text into an untitled document', async () => {
    await editor.openUntitled('one line\nand another');
    await editor.find('and another');
    assert.equal(await editor.visibleText(), 'one line\nand another');
  });

  it('shows an output channel', async () => {
    await editor.openFile('style.css');
    await editor.openOutput('CSS Language Server');
    await editor.screenshot('window-output');
  });
});
