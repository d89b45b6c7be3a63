/**
 * A person at the editor: VS Code with our extension in a headless browser, used by mouse and keyboard and read by eye
 * (screenshots) and by ear (the accessibility tree).
 *
 *   const editor = await openEditor({ files: { 'app.log': text }, colorTheme: 'dark' });
 *   await editor.openFile('app.log');
 *   const card = await editor.hover('eyJ');
 *   assert.match(await editor.accessibility(card), /expired/);
 *   await editor.screenshot('hover');
 *   await editor.close();
 *
 * Every method waits for what it names and fails with a sentence after some seconds; `page` is there for the rest.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { editorAddress } from './address.mjs';
import { launchBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {'light' | 'dark' | 'hc-light' | 'hc-dark'} ColorTheme */

/**
 * @typedef {object} EditorOptions
 * @property {string} [folder] opened as it is; a temporary one where it is left out
 * @property {Record<string, string>} [files] name to text, written into the temporary folder
 * @property {string} [name] of the temporary folder, which the window shows; `workspace` where left out
 * @property {Record<string, unknown>} [settings] user settings
 * @property {import('./versions.mjs').VersionName} [version] `current` where left out
 * @property {import('./server.mjs').ExtensionKind} [extensionKind] the extension host that ours runs in; `node` where left out
 * @property {readonly string[]} [neighbours] folders of other extensions that are installed too
 * @property {ColorTheme} [colorTheme] `light` where left out
 * @property {boolean} [reducedMotion] what the system says the user prefers
 * @property {{ width: number, height: number }} [size] CSS pixels
 * @property {number} [scale] device pixels per CSS pixel, for pictures
 */

/** The default themes were renamed between the two versions. @type {Record<import('./versions.mjs').VersionName, Record<ColorTheme, string>>} */
const themes = {
  current: {
    light: 'Light 2026',
    dark: 'Dark 2026',
    'hc-light': 'Default High Contrast Light',
    'hc-dark': 'Default High Contrast',
  },
  minimum: {
    light: 'Default Light Modern',
    dark: 'Default Dark Modern',
    'hc-light': 'Default High Contrast Light',
    'hc-dark': 'Default High Contrast',
  },
};

/** What VS Code's window is marked with. @type {Record<ColorTheme, string>} */
const classes = { light: 'vs', dark: 'vs-dark', 'hc-light': 'hc-light', 'hc-dark': 'hc-black' };

/** What moves or opens by itself, and would make a test or a picture depend on the moment. */
const steadySettings = {
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
};

/** @param {EditorOptions} [options] @returns {Promise<Editor>} */
export async function openEditor(options = {}) {
  const { version = 'current', colorTheme = 'light', size = { width: 1280, height: 800 }, scale = 1 } = options;
  /** @type {(() => Promise<unknown>)[]} */
  const cleanUp = [];
  const close = async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  };
  try {
    const temporary = await temporaryFolder(options.name ?? 'workspace', options.files);
    cleanUp.push(temporary.remove);
    const folder = options.folder === undefined ? temporary.path : resolve(options.folder);
    const settings = { ...steadySettings, 'workbench.colorTheme': themes[version][colorTheme], ...options.settings };
    const server = await startServer({
      version,
      settings,
      log: resolve('.build/logs/driver.vscode.log'),
      extensions: ['.', ...(options.neighbours ?? [])],
      kind: options.extensionKind ?? 'node',
    });
    cleanUp.push(server.close);
    // As the system would say it: images are not told what is only emulated for the page.
    const browser = await launchBrowser({ args: options.reducedMotion ? ['--force-prefers-reduced-motion'] : [] });
    cleanUp.push(() => browser.close());
    const context = await browser.newContext({
      viewport: size,
      deviceScaleFactor: scale,
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    await page.goto(editorAddress(server, { folder }));
    // The driver that `--enable-smoke-test-driver` puts on the page knows when the window is ready.
    await page.waitForFunction('globalThis.driver !== undefined');
    await page.evaluate('driver.whenWorkbenchRestored()');
    return new Editor(page, folder, server.data, themes[version], close);
  } catch (error) {
    await close();
    throw error;
  }
}

export class Editor {
  /** @type {string | undefined} name of the file opened last, to look places up in */
  #file;
  /** @type {{ input: Locator, query: string } | undefined} what was typed into the quick input last */
  #asked;
  #themes;
  #close;

  /**
   * @param {import('playwright-core').Page} page
   * @param {string} folder
   * @param {string} data
   * @param {Record<ColorTheme, string>} names of the themes in this version
   * @param {() => Promise<void>} close
   */
  constructor(page, folder, data, names, close) {
    this.page = page;
    /** What is open in the window. */
    this.folder = folder;
    /** Where VS Code stores things on the disk: settings, logs, storage of extensions. */
    this.data = data;
    this.#themes = names;
    this.#close = close;
  }

  /** Stops everything that `openEditor` started. */
  close() {
    return this.#close();
  }

  /** By quick open, as a person would. @param {string} name of a file in the folder */
  async openFile(name) {
    const label = name.split('/').at(-1) ?? name;
    await this.#quickInput('ControlOrMeta+p', name);
    await this.#choose(label);
    await this.#closed();
    await this.page.locator(`.tab.active[data-resource-name="${label}"]`).waitFor();
    await this.page.locator('.editor-group-container.active .view-line').first().waitFor();
    this.#file = name;
  }

  /** By the command palette. @param {string} title as the palette shows it, with its category: `Auth Lens: Diagnose` */
  async runCommand(title) {
    await this.startCommand(title);
    await this.#closed();
  }

  /** The same for a command that asks: its own list or dialog opens where the palette was. @param {string} title */
  async startCommand(title) {
    await this.#quickInput('F1', `>${title}`);
    await this.#choose(title);
  }

  /** A new untitled document with this text. @param {string} text */
  async openUntitled(text) {
    await this.runCommand('File: New Untitled Text File');
    await this.page.locator('.editor-group-container.active .view-line').first().waitFor();
    this.#file = undefined;
    await this.paste(text);
  }

  /** Edits the user settings as a person would, in their file. `undefined` takes one away. @param {Record<string, unknown>} changes */
  async changeSettings(changes) {
    const settings = JSON.parse(await readFile(join(this.data, 'data/User/settings.json'), 'utf8'));
    await this.runCommand('Preferences: Open User Settings (JSON)');
    await this.page.locator('.tab.active[data-resource-name="settings.json"]').waitFor();
    await this.page.locator('.editor-group-container.active .view-line').first().click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.paste(JSON.stringify({ ...settings, ...changes }));
    await this.page.keyboard.press('ControlOrMeta+s');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'hidden' });
    await this.runCommand('View: Close Editor');
  }

  /** In the open window, which is quicker than another window. @param {ColorTheme} theme */
  async changeTheme(theme) {
    await this.changeSettings({ 'workbench.colorTheme': this.#themes[theme] });
    await this.page.locator(`.monaco-workbench.${classes[theme]}`).waitFor();
  }

  /** At the cursor, in one step. @param {string} text */
  async paste(text) {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.page.keyboard.press('ControlOrMeta+v');
  }

  /** @returns {Promise<string>} */
  clipboard() {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The panel with one output channel. @param {string} channel its name in the list */
  async openOutput(channel) {
    const title = 'Output: Show Output Channels...';
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: channel }).first();
    // The list holds the channels of the moment it was opened, and extensions start in their own time.
    const openList = async () => {
      await this.page.keyboard.press('Escape');
      await this.#quickInput('F1', `>${title}`);
      await this.#choose(title);
    };
    await this.#retry(openList, row, `There is no output channel '${channel}'.`);
    await row.click();
    await this.#closed();
    await this.page.locator('.panel .view-lines').waitFor();
  }

  /** Puts the cursor into the document. @param {number} line from 1 @param {number} [column] from 1 */
  async goTo(line, column = 1) {
    await this.#quickInput('Control+g', `:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.#closed();
  }

  /** Puts the cursor before the text. @param {string} text on one line */
  async placeCursor(text) {
    const { x, y, height } = await this.find(text);
    await this.page.mouse.click(x + 1, y + height / 2);
  }

  /**
   * Rests the mouse on a text and waits for the card.
   * @param {string} text on one line; its first characters are enough
   * @param {{ showing?: string | RegExp, timeout?: number }} [options] `showing`: text the card must hold, for places
   *   where the hovers of others come first; milliseconds
   * @returns {Promise<Locator>} the card
   */
  async hover(text, { showing = /\S/, timeout = 20_000 } = {}) {
    const { x, y, width, height } = await this.find(text);
    const card = this.card.filter({ hasText: showing });
    const look = async () => {
      await this.page.mouse.move(2, 2);
      await this.page.mouse.move(x + Math.min(width / 2, 12), y + height / 2, { steps: 4 });
    };
    await this.#retry(look, card, `No hover with ${showing} appeared on '${text}'.`, timeout);
    return card;
  }

  /** The same by the keys of *Show or Focus Hover*. @param {string} text @returns {Promise<Locator>} the card, focused */
  async hoverByKeyboard(text) {
    const showOrFocus = async () => {
      await this.page.keyboard.press('ControlOrMeta+k');
      await this.page.keyboard.press('ControlOrMeta+i');
    };
    await this.placeCursor(text);
    await this.page.mouse.move(2, 2);
    await this.#retry(showOrFocus, this.card, `No hover appeared at '${text}' by keyboard.`);
    await showOrFocus();
    await this.page.waitForFunction(() => document.activeElement?.closest('.monaco-hover') !== null);
    return this.card;
  }

  /**
   * Waits until a part of the window holds still. VS Code shows the scroll bar of a card for half a second and then fades
   * it out; an animation inside an image does not count. @param {Locator} part
   */
  async settled(part) {
    const handle = await part.elementHandle();
    const holdsStill = (/** @type {Element | null} */ element) =>
      element !== null &&
      element.querySelector('.visible.scrollbar') === null &&
      element.getAnimations({ subtree: true }).every(({ playState }) => playState !== 'running');
    await this.page.waitForFunction(holdsStill, handle, { timeout: 10_000, polling: 100 });
  }

  /** The hover that is open. @returns {Locator} */
  get card() {
    return this.page
      .locator('.monaco-hover:not(.hidden):not(.workbench-hover)')
      .filter({ visible: true })
      .filter({ hasNotText: /^Loading\.\.\.$/ });
  }

  /**
   * Opens the light bulb's menu at a text and chooses.
   * @param {string} text where the cursor goes
   * @param {string} title of the action
   */
  async chooseAction(text, title) {
    await this.placeCursor(text);
    const action = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
    const open = async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('ControlOrMeta+.');
    };
    await this.#retry(open, action, `The light bulb at '${text}' did not offer '${title}'.`);
    await action.click();
  }

  /** What a screen reader is told of a part of the window, as indented lines. @param {Locator} [part] the whole window where left out */
  async accessibility(part = this.page.locator('.monaco-workbench')) {
    return (await part.ariaSnapshot()) ?? '';
  }

  /** Text of the active editor as shown, without what is scrolled away. */
  async visibleText() {
    const lines = await this.page.locator('.editor-group-container.active .view-line').evaluateAll((nodes) =>
      nodes
        .map((node) => ({ top: node.getBoundingClientRect().top, text: node.textContent ?? '' }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    return lines.join('\n');
  }

  /** @param {string} name @param {Locator} [part] the whole window where left out @returns {Promise<string>} the file */
  async screenshot(name, part) {
    const path = name.endsWith('.png') ? resolve(name) : resolve('.build/screenshots', `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    // Animations run on: the countdown is one of them.
    await (part ?? this.page).screenshot({ path, animations: 'allow', scale: 'device' });
    return path;
  }

  /**
   * Where a text is on the page; scrolls to it if it is in the file opened last.
   * @param {string} text on one line
   * @returns {Promise<{ x: number, y: number, width: number, height: number }>} CSS pixels
   */
  async find(text) {
    const shown = await this.#lookFor(text, 3_000);
    if (shown !== undefined) return shown;
    const place = await this.#placeInFile(text);
    if (place !== undefined) {
      await this.goTo(place.line, place.column);
      const revealed = await this.#lookFor(text, 5_000);
      if (revealed !== undefined) return revealed;
    }
    return this.#fail(`'${text}' is not to be seen in the editor.`);
  }

  /** @param {string} text @param {number} timeout milliseconds */
  async #lookFor(text, timeout) {
    const found = await this.page.waitForFunction(rectangleOf, text, { timeout, polling: 100 }).catch(() => undefined);
    return found && /** @type {Promise<{ x: number, y: number, width: number, height: number }>} */ (found.jsonValue());
  }

  /** @param {string} text */
  async #placeInFile(text) {
    if (this.#file === undefined) return undefined;
    const before = (await readFile(join(this.folder, this.#file), 'utf8')).split(text, 1)[0] ?? '';
    const lines = before.split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  }

  /** @param {string} key that opens it @param {string} query */
  async #quickInput(key, query) {
    const input = this.page.locator('.quick-input-widget input[type=text]').first();
    await this.#retry(() => this.page.keyboard.press(key), input, `${key} did not open the input box.`);
    await input.fill(query);
    this.#asked = { input, query };
  }

  /** The list is the old one while it is being filtered, so its first row proves nothing. @param {string} label */
  async #choose(label) {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    const row = rows.filter({ has: this.page.getByText(label, { exact: true }) }).first();
    // A search that began before the file index was there stays empty: ask again.
    const askAgain = async () => {
      if (!this.#asked || (await row.isVisible())) return;
      await this.#asked.input.fill('');
      await this.#asked.input.fill(this.#asked.query);
    };
    await this.#retry(askAgain, row, `'${label}' is not in the list.`, 30_000);
    await row.click();
    // What opens next may be another list, which the old query is not for.
    this.#asked = undefined;
  }

  async #closed() {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /**
   * A window that is busy swallows keys, and an extension host that has just started answers "nothing": do it again.
   * @param {() => Promise<unknown>} action
   * @param {Locator} result
   * @param {string} complaint
   * @param {number} [timeout] milliseconds
   */
  async #retry(action, result, complaint, timeout = 20_000) {
    const deadline = Date.now() + timeout;
    do {
      await action();
      if (await appears(result, 2_500)) return;
    } while (Date.now() < deadline);
    await this.#fail(complaint);
  }

  /** @param {string} complaint @returns {Promise<never>} */
  async #fail(complaint) {
    throw new Error(`${complaint} The window then: ${await this.screenshot(`failure-${Date.now()}`)}`);
  }
}

/** @param {Locator} thing @param {number} timeout milliseconds */
function appears(thing, timeout) {
  return thing.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}

/**
 * Runs in the page: the rectangle of the first visible occurrence of a text in any editor, the active one first.
 * @param {string} text
 */
function rectangleOf(text) {
  const order = ['.editor-group-container.active .view-line', '.view-line'];
  for (const line of order.flatMap((selector) => [...document.querySelectorAll(selector)])) {
    const start = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(text);
    if (start === -1) continue;
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let offset = 0;
    let begun = false;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (!begun && start < offset + length) {
        range.setStart(node, start - offset);
        begun = true;
      }
      if (begun && start + text.length <= offset + length) {
        range.setEnd(node, start + text.length - offset);
        break;
      }
      offset += length;
    }
    // A long token may run out of the window: its beginning is enough.
    const box = range.getClientRects()[0];
    const frame = line.closest('.monaco-scrollable-element')?.getBoundingClientRect();
    if (box === undefined || frame === undefined || box.width === 0) continue;
    const scrollbar = 30;
    if (
      box.left < frame.left ||
      box.left >= frame.right - scrollbar ||
      box.top < frame.top - 1 ||
      box.bottom > frame.bottom + 1
    )
      continue;
    return { x: box.left, y: box.top, width: Math.min(box.right, frame.right) - box.left, height: box.height };
  }
  return undefined;
}
