const SpotifyWebApi = require('spotify-web-api-node');
const http = require('spotify-web-api-node/src/http-manager');
const requests = require('spotify-web-api-node/src/webapi-request');

const { protocol, hostname, port } = new URL('https://api.spotify.com');

/** Any path of the API, besides the methods that the library has for some. */
SpotifyWebApi.prototype.send = function (path, { method = 'GET', body, headers = {} } = {}) {
  const request = requests
    .builder(this.getAccessToken())
    .withScheme(protocol.slice(0, -1))
    .withHost(hostname)
    .withPort(Number(port) || 443)
    .withPath(path)
    .withHeaders(headers);
  if (body !== undefined) request.withBodyParameters(isJson(headers) ? JSON.parse(body) : String(body));
  return request.build().execute(method === 'POST' ? http.post : http.get);
};

function isJson(headers) {
  return headers?.['Content-Type'] === 'application/json';
}

const api = new SpotifyWebApi({ accessToken: process.env.SPOTIFY_ACCESS_TOKEN });

exports.call = async (path, options) => {
  try {
    const { statusCode, body } = await api.send(path, options);
    // The library has read the answer already.
    const text = isJson(options?.headers) || !options?.body ? JSON.stringify(body) : new URLSearchParams(body).toString();
    return { status: statusCode, text };
  } catch (error) {
    if (!error.statusCode) throw error;
    return { status: error.statusCode, text: error.message };
  }
};
