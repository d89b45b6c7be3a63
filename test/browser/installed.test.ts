import assert from 'node:assert/strict';
import { mintJws } from '../support/mint';
import { type EditorOptions, openEditor } from '../vscode/driver.mjs';

describe('the extension, installed', () => {
  const places: readonly [string, EditorOptions][] = [
    [
      'the oldest VS Code, high contrast, reduced motion',
      { version: 'minimum', colorTheme: 'hc-dark', reducedMotion: true },
    ],
    ['the web extension host', { extensionKind: 'web', colorTheme: 'hc-light' }],
  ];
  for (const [place, options] of places) {
    it(`shows its card in ${place}`, async () => {
      const token = mintJws({ claims: { iss: 'https://issuer.example', exp: Math.floor(Date.now() / 1000) + 600 } });
      const editor = await openEditor({ ...options, files: { 'app.log': `Bearer ${token}\n` } });
      try {
        await editor.openFile('app.log');
        const card = await editor.hover('eyJ', { showing: 'issuer.example' });
        assert.match(await editor.accessibility(card), /RS256/);
        await editor.screenshot(`installed-${options.extensionKind ?? options.version}`);
      } finally {
        await editor.close();
      }
    });
  }
});
