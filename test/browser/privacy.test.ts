import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mintJws, mintOpaque } from '../support/mint';
import { type Editor, openEditor } from '../vscode/driver.mjs';

/** Shorter runs of characters turn up by chance. */
const WINDOW = 12;

describe('what VS Code keeps after a session with tokens', () => {
  const now = Math.floor(Date.now() / 1000);
  const jwt = mintJws({ alg: 'HS256', claims: { sub: 'unmistakable-subject', iat: now, exp: now + 1800 } });
  const opaque = mintOpaque('access-token');
  const secrets = windowsOf([jwt, opaque]);
  let editor: Editor;
  let settingsBefore: object;

  before(async () => {
    editor = await openEditor({
      files: { 'app.log': `Authorization: Bearer ${jwt}\nAuthorization: Bearer ${opaque}\n` },
    });
    settingsBefore = await settingsOf(editor);

    await editor.openFile('app.log');
    const card = await editor.hover('eyJ', { showing: 'JWT, HS256' });
    await card.getByRole('link', { name: 'Copy Claims' }).click();
    await editor.goTo(1, 30);
    await editor.runCommand('Auth Lens: Decode Token');
    await editor.page.locator('.tab.active', { hasText: 'decoded-token.json' }).waitFor();
    await editor.openFile('app.log');
    await editor.runCommand('Auth Lens: Diagnose');
    await editor.openFile('app.log');
    await editor.startCommand('Auth Lens: Find Tokens in File…');
    await editor.page.getByRole('button', { name: 'Find Tokens' }).click();
    await editor.page.locator('.tab.active', { hasText: 'tokens.txt' }).waitFor();
    await editor.runCommand('View: Close All Editors');
    await editor.runCommand('Auth Lens: Open Sample Log');
    await editor.page.locator('.tab.active', { hasText: 'auth-lens-sample.log' }).waitFor();
    await editor.hover('eyJ', { showing: 'JWT, HS256' });
    for (const window of windowsOf(tokensIn(await editor.visibleText()))) secrets.add(window);
    // What is stored is stored a while later, or when the window goes away.
    await editor.page.waitForTimeout(3000);
  });
  after(() => editor?.close());

  it('is no part of a token on the disk', async () => {
    const files = await filesIn(editor.data);
    const texts = await Promise.all(files.map((file) => readFile(file, 'latin1')));
    assert.ok(
      texts.some((text) => text.includes('document-scanned')),
      'the log of the extension is among what is looked at',
    );
    assert.deepEqual(
      files.filter((_, index) => holdsAny(texts[index] ?? '', secrets)),
      [],
    );
  });

  it('is no part of a token in the browser', async () => {
    const stored = await editor.page.evaluate(storageOfPage);
    assert.match(stored, /app\.log/, 'what VS Code remembers of its editors is among what is looked at');
    assert.equal(holdsAny(stored, secrets), false);
  });

  it('is the settings as they were', async () => {
    assert.deepEqual(await settingsOf(editor), settingsBefore);
  });

  it('is looked for in a way that finds a leak', () => {
    assert.ok(secrets.size > 500, `${secrets.size} windows`);
    for (const token of [jwt, opaque]) {
      assert.equal(holdsAny(`before ${token.slice(-40, -20)} after`, secrets), true);
      assert.equal(holdsAny(`before ${[...token.slice(-40, -20)].reverse().join('')} after`, secrets), false);
    }
  });
});

async function settingsOf({ data }: Editor): Promise<object> {
  const settings = JSON.parse(await readFile(join(data, 'data/User/settings.json'), 'utf8'));
  // VS Code itself renames the values of this one, some time after it has started.
  delete settings['extensions.autoUpdate'];
  return settings;
}

/** Claims and signatures of JWTs (headers are all alike), and opaque values. */
function tokensIn(text: string): readonly string[] {
  return text.match(/[\w-]{24,}(?:\.[\w-]+){0,2}/g) ?? [];
}

function windowsOf(tokens: readonly string[]): Set<string> {
  const windows = new Set<string>();
  for (const part of tokens.flatMap((token) => (token.startsWith('eyJ') ? token.split('.').slice(1) : [token]))) {
    for (let at = 0; at + WINDOW <= part.length; at++) windows.add(part.slice(at, at + WINDOW));
  }
  return windows;
}

function holdsAny(text: string, windows: ReadonlySet<string>): boolean {
  for (let at = 0; at + WINDOW <= text.length; at++) if (windows.has(text.slice(at, at + WINDOW))) return true;
  return false;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  // Links lead to the extension itself, which nobody writes to.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Runs in the page: everything in localStorage, sessionStorage and IndexedDB as one text. */
async function storageOfPage(): Promise<string> {
  const parts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  const result = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await result(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([result(objects.getAllKeys()), result(objects.getAll())]);
      const texts = values.map((value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value));
      parts.push(JSON.stringify([name, store, keys, texts]));
    }
    database.close();
  }
  return parts.join('\n');
}
