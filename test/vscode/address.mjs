import { resolve } from 'node:path';

/** @typedef {'node' | 'web'} ExtensionKind which extension host an extension runs in */

/**
 * The address that opens the workbench, with the command line options of desktop VS Code as its `payload`.
 * @param {import('./server.mjs').EditorServer} server
 * @param {object} options
 * @param {string | undefined} [options.folder]
 * @param {string | undefined} [options.development] folder of the extension to load
 * @param {string | undefined} [options.tests] module to run in the extension host
 * @param {ExtensionKind} [options.kind]
 */
export function editorAddress(server, { folder, development, tests, kind }) {
  const payload = [
    ...(development === undefined ? [] : [['extensionDevelopmentPath', server.remote(resolve(development))]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', server.remote(resolve(tests))]]),
    ...(kind === 'web' ? [['extensionDevelopmentKind', 'web']] : []),
  ];
  const address = new URL(server.origin);
  address.searchParams.set('payload', JSON.stringify(payload));
  if (folder === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set('folder', resolve(folder));
  return address.href;
}
