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
  {
    name: 'log',
    options: async () => ({ files: await sampleFiles(), colorTheme: 'light' }),
    play: async (editor) => {
      await editor.openFile('spotify-sample.log');
      await editor.find('Alive');
      return undefined;
    },
  },
];
