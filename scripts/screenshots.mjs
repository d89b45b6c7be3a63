/** `npm run screenshots [SCENE…]`: the pictures of the documentation, taken in the real editor. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openEditor } from '../test/vscode/driver.mjs';
import { scenes } from './screenshots/scenes.mjs';

const wanted = process.argv.slice(2);
await import('../esbuild.mjs');
await mkdir('media/screenshots', { recursive: true });
for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const editor = await openEditor({
    size: { width: 1000, height: 580 },
    scale: 2,
    name: 'spotify-sample',
    ...(await scene.options()),
  });
  try {
    const part = await scene.play(editor);
    console.log(await editor.screenshot(join('media/screenshots', `${scene.name}.png`), part));
  } finally {
    await editor.close();
  }
}
