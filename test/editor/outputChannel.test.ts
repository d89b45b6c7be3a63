import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverOn, mintJwt, plain } from './support';

describe('hover in an output channel', () => {
  it('shows a card there too', async () => {
    const token = mintJwt();
    const channel = vscode.window.createOutputChannel('Auth Lens test server');
    try {
      channel.appendLine(`GET /v1/me authorization: Bearer ${token}`);
      channel.show(true);
      const document = await eventually('the channel is a document', () =>
        vscode.workspace.textDocuments.find(({ uri, getText }) => uri.scheme === 'output' && getText().includes(token)),
      );
      assert.match(plain((await hoverOn(document, token))[1]), /^\*\*JWT, HS256/);
    } finally {
      channel.dispose();
    }
  });
});
