require 'faraday'

def call(method, path, body)
  headers = { 'Authorization' => 'Bearer token' }
  url = "https://api.spotify.com#{path}"
  response = method == 'POST' ? Faraday.post(url, body, headers) : Faraday.get(url, nil, headers)
  [response.status, response.body]
end
