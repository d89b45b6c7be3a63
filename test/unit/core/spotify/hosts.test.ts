import assert from 'node:assert/strict';
import { findEndpoint, isEndpointPath, successorOf } from '../../../../src/core/spotify/endpoints';
import { type Role, roleOf } from '../../../../src/core/spotify/hosts';
import { refreshTokenEndMs } from '../../../../src/core/spotify/policy';

describe('roleOf', () => {
  const cases: readonly (readonly [method: string, host: string, path: string, role: Role])[] = [
    ['POST', 'accounts.spotify.com', '/api/token', 'token'],
    ['GET', 'accounts.spotify.com', '/authorize', 'authorize'],
    ['GET', 'accounts.spotify.com', '/login', 'other'],
    ['GET', 'api.spotify.com', '/v1/anything/at/all', 'resource'],
    ['GET', 'open.spotify.com', '/api/token', 'web-player'],
    ['GET', 'open.spotify.com', '/track/x', 'other'],
    ['POST', '127.0.0.1', '/api/token', 'token'],
    ['GET', '127.0.0.1', '/api/token', 'web-player'],
    ['GET', 'localhost', '/v1/me', 'resource'],
    ['GET', 'localhost', '/v1/invoices', 'other'],
    ['GET', '', '/v1/me/player/currently-playing', 'resource'],
    ['GET', 'example.com', '/v1/me', 'other'],
    ['GET', 'api.spotify.com.evil.example', '/v1/me', 'other'],
    ['GET', 'constructor', '/v1/me', 'other'],
  ];
  for (const [method, host, path, role] of cases) {
    it(`${method} ${host}${path} is ${role}`, () => assert.equal(roleOf(method, { host, path }), role));
  }
});

describe('findEndpoint', () => {
  it('knows scopes and closed operations by pattern', () => {
    assert.deepEqual(findEndpoint('GET', '/me/playlists')?.scopes, ['playlist-read-private']);
    const tracks = findEndpoint('POST', '/playlists/37i9/tracks');
    assert.equal(tracks?.deprecated, true);
    assert.equal(tracks && successorOf(tracks), '/playlists/{playlist_id}/items');
    assert.equal(findEndpoint('DELETE', '/me'), undefined);
    assert.ok(isEndpointPath('/me'));
  });
});

describe('refreshTokenEndMs', () => {
  it('counts calendar months', () => {
    assert.equal(refreshTokenEndMs(Date.UTC(2026, 0, 20, 9)), Date.UTC(2026, 6, 20, 9));
  });
});
