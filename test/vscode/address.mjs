import { resolve } from 'node:path';

/**
 * The address that opens the workbench, with the command line options of desktop VS Code as its `payload`.
 * @param {import('./server.mjs').EditorServer} server
 * @param {object} options
 * @param {string | undefined} [options.folder]
 * @param {string | undefined} [options.file] shown at once
 * @param {string | undefined} [options.development] folder of the extension to load
 * @param {string | undefined} [options.tests] module to run in the extension host
 */
export function editorAddress(server, { folder, file, development, tests }) {
  const payload = [
    ...(file === undefined ? [] : [['openFile', server.remote(resolve(file))]]),
    ...(development === undefined ? [] : [['extensionDevelopmentPath', server.remote(resolve(development))]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', server.remote(resolve(tests))]]),
  ];
  const address = new URL(server.origin);
  address.searchParams.set('tkn', server.token);
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  if (folder === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set('folder', resolve(folder));
  return address.href;
}
