/**
 * Takes out what Chrome's "Export HAR (sanitized)" takes out: these headers and all cookies. Bodies and URLs stay, and
 * DevTools names itself as the writer.
 */
export function sanitizeHar(text: string): string {
  const har = JSON.parse(text) as Har;
  har.log.creator = { name: 'WebInspector', version: '537.36' };
  for (const { request, response } of har.log.entries) {
    for (const side of [request, response]) {
      side.headers = side.headers.filter(({ name }) => !STRIPPED.includes(name.toLowerCase()));
      side.cookies = [];
    }
  }
  return JSON.stringify(har, undefined, 2);
}

const STRIPPED = ['authorization', 'cookie', 'set-cookie'];

interface Side {
  headers: { name: string; value: string }[];
  cookies: object[];
}
interface Har {
  readonly log: { creator: object; readonly entries: { readonly request: Side; readonly response: Side }[] };
}
