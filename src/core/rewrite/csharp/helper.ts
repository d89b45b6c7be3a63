import type { HelperKit } from '../compiled/helperFile';
import { text as helper } from './helper/SpotifyAuth.cs?text';

export const kit: HelperKit<'HttpClient'> = {
  marker: '// Auth Lens helper: spotify-auth, version 1',
  stem: 'SpotifyAuth',
  ending: '.cs',
  indent: '    ',
  scope: 'project',
  pieces: () => [{ provides: 'class SpotifyAuth', text: helper }],
  settings: {
    read: /(?:GetEnvironmentVariable\(|[cC]onfiguration\[)"(\w+)"/g,
    clientId: /CLIENT_?ID/i,
    clientSecret: /SECRET/i,
    refreshToken: /REFRESH_?TOKEN/i,
  },
  render: ([text = ''], source) => {
    const name = namespaceOf(source.text);
    const [head = '', body = ''] = text.split(/^namespace .*\n\{\n/m);
    const unindented = body.replace(/\}\n$/, '').replace(/^ {4}/gm, '');
    if (name === '') return `${head}${unindented}`;
    if (/^[\uFEFF \t]*namespace [\w.]+;/m.test(source.text)) return `${head}namespace ${name};\n\n${unindented}`;
    return `${head}namespace ${name}\n{\n${body}`;
  },
};

export function namespaceOf(text: string): string {
  return /^[\uFEFF \t]*namespace ([\w.]+)/m.exec(text)?.[1] ?? '';
}
