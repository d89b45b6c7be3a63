const axios = require('axios');

const api = axios.create({
  baseURL: 'https://api.spotify.com',
  headers: { Authorization: `Bearer ${process.env.SPOTIFY_ACCESS_TOKEN}` },
});

exports.call = async (path, { method = 'GET', body, headers, signal } = {}) => {
  try {
    const response = await api({
      url: path,
      method,
      data: body,
      headers,
      signal,
      responseType: 'text',
      transformResponse: [(data) => data],
    });
    return { status: response.status, text: response.data };
  } catch (error) {
    if (!error.response) throw error;
    return { status: error.response.status, text: error.response.data };
  }
};
