import { createServer } from 'node:http';
import { type AuthServer, listen } from './authServer';

/**
 * The controls for clients in other languages: `POST /<control>` with its argument as JSON body answers with what the
 * control returned; `GET /` says where the server is and who its clients are.
 */
export async function openControlPort(server: AuthServer): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { origin, tokenUrl, clients, foreignOrigins, controls } = server;
  const operations = new Map<string, (argument: never) => unknown>(Object.entries(controls));
  const port = await listen(
    createServer(async (request, response) => {
      response.setHeader('content-type', 'application/json');
      const name = (request.url ?? '/').slice(1);
      const operation = operations.get(name);
      if (name === '') return response.end(JSON.stringify({ origin, tokenUrl, clients, foreignOrigins }));
      if (!operation) return response.writeHead(404).end(JSON.stringify({ controls: [...operations.keys()] }));
      try {
        let text = '';
        for await (const chunk of request) text += chunk;
        const result = await operation((text === '' ? undefined : JSON.parse(text)) as never);
        return response.end(JSON.stringify(result ?? null));
      } catch (error) {
        return response.writeHead(400).end(JSON.stringify({ error: String(error) }));
      }
    }),
  );
  return { url: `http://127.0.0.1:${port.port}`, close: port.close };
}
