/** Something for every feature. Its tokens are minted on the spot and open nothing. */
import { loadSource } from '../build/loadSource.mjs';

/** @returns {Promise<Record<string, string>>} file name to text */
export async function sampleFiles() {
  const { sampleText } = await loadSource('src/editor/sample/sampleText.ts');
  return { 'spotify-sample.log': await sampleText(Date.now()), 'playlists.ts': playlists, 'README.md': readme };
}

const playlists = `/** A call that fails for good once its token has expired. */
export async function playlists(accessToken: string) {
  const response = await fetch('https://api.spotify.com/v1/me/playlists', {
    headers: { Authorization: \`Bearer \${accessToken}\` },
  });
  return response.json();
}
`;

const readme = `# A workspace to try Auth Lens for Spotify in

- \`spotify-sample.log\`: point at a token, or put the cursor on it and run **Show or Focus Hover**.
- \`playlists.ts\`: put the cursor on \`fetch\` and open the light bulb.
- Command palette: type **Auth Lens**.

Every token in here was made when this folder was, and opens nothing. The folder is removed when VS Code stops.
`;
