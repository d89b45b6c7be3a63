import { loadSource } from '../build/loadSource.mjs';
import { sampleFiles } from '../start/sampleWorkspace.mjs';

/**
 * @typedef {object} Scene
 * @property {string} name of the picture
 * @property {() => Promise<import('../../test/vscode/driver.mjs').EditorOptions>} options
 * @property {(editor: import('../../test/vscode/driver.mjs').Editor) => Promise<import('playwright-core').Locator | undefined>} play
 *   goes to where the picture is taken; returns the part of the window that is in it, or undefined for all of it
 */

/** @type {readonly Scene[]} */
export const scenes = [
  hover('dark'),
  hover('light'),
  report('dark'),
  report('light'),
  refresh('dark'),
  refresh('light'),
];

/**
 * The card of a token that is alive, with the countdowns of its neighbours around it.
 * @param {'dark' | 'light'} colorTheme
 * @returns {Scene}
 */
function hover(colorTheme) {
  return {
    name: `hover-${colorTheme}`,
    options: async () => ({
      files: await sampleFiles(),
      colorTheme,
      settings: {
        'editor.wordWrap': 'on',
        'workbench.sideBar.location': 'right',
        'workbench.activityBar.location': 'hidden',
      },
    }),
    play: async (editor) => {
      await editor.openFile('spotify-sample.log');
      await editor.runCommand('View: Toggle Primary Side Bar Visibility');
      await editor.hover('eyJ', { showing: 'Signature' });
      return undefined;
    },
  };
}

/**
 * The report on a log whose token ran out, beside the log.
 * @param {'dark' | 'light'} colorTheme
 * @returns {Scene}
 */
function report(colorTheme) {
  return {
    name: `report-${colorTheme}`,
    options: async () => ({
      files: { 'server.log': await expiredLog() },
      colorTheme,
      size: { width: 1500, height: 950 },
      scale: 1,
      settings: { 'editor.wordWrap': 'on', 'workbench.activityBar.location': 'hidden' },
    }),
    play: async (editor) => {
      await editor.openFile('server.log');
      await editor.runCommand('View: Toggle Primary Side Bar Visibility');
      await editor.runCommand('Auth Lens: Diagnose');
      await editor.page.frameLocator('iframe.webview').frameLocator('iframe').locator('main h1').waitFor();
      return undefined;
    },
  };
}

async function expiredLog() {
  const { expiredSession } = await loadSource('test/support/expiredSession.ts');
  const { mintOpaque } = await loadSource('test/support/mint.ts');
  return expiredSession(mintOpaque('access-token'), mintOpaque('refresh-token'), Date.now() - 65 * 60_000);
}

/**
 * What the quick fix on a call is about to do, in VS Code's preview.
 * @param {'dark' | 'light'} colorTheme
 * @returns {Scene}
 */
function refresh(colorTheme) {
  return {
    name: `refresh-${colorTheme}`,
    options: async () => ({
      files: await sampleFiles(),
      colorTheme,
      settings: { 'workbench.activityBar.location': 'hidden' },
    }),
    play: async (editor) => {
      await editor.openFile('playlists.ts');
      await editor.runCommand('View: Toggle Primary Side Bar Visibility');
      await editor.chooseAction('fetch(', 'Refresh the token');
      await editor.page.locator('.bulk-edit-panel').getByText('spotify-auth.ts').first().waitFor();
      return undefined;
    },
  };
}
