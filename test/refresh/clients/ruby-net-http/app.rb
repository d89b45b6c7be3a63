require 'net/http'

# The token comes from grant_type=client_credentials.
def call(_method, path, _body)
  response = Net::HTTP.get_response(URI("https://api.spotify.com#{path}"), { 'Authorization' => 'Bearer token' })
  [response.code.to_i, response.body]
end
