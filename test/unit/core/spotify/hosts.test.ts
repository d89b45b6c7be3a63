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
    ['GET', '127.0.0.1', '/spotify/v1/me', 'resource'],
    ['POST', '127.0.0.1', '/accounts/api/token', 'token'],
    ['POST', '::1', '/oauth/token', 'token'],
    ['POST', 'localhost', '/token', 'token'],
    ['GET', 'localhost', '/invoices/v1/me', 'other'],
    ['GET', 'mock-spotify', '/v1/me', 'resource'],
    ['POST', 'spotify-double.local', '/api/token', 'token'],
    ['GET', 'spotify.example.com', '/v1/me', 'other'],
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
  const CASES: readonly (readonly [authorized: string, end: string])[] = [
    ['2026-01-20T09:00:00Z', '2026-07-20T09:00:00Z'],
    ['2026-08-28T23:59:59Z', '2027-02-28T23:59:59Z'],
    ['2026-08-29T00:00:00Z', '2027-02-28T00:00:00Z'],
    ['2026-08-31T12:30:00Z', '2027-02-28T12:30:00Z'],
    ['2027-08-31T12:30:00Z', '2028-02-29T12:30:00Z'],
    ['2026-03-31T00:00:00Z', '2026-09-30T00:00:00Z'],
    ['2026-12-31T23:00:00Z', '2027-06-30T23:00:00Z'],
  ];
  for (const [authorized, end] of CASES) {
    it(`counts calendar months from ${authorized} to ${end}`, () => {
      assert.equal(refreshTokenEndMs(Date.parse(authorized)), Date.parse(end));
    });
  }
});
