require 'net/http'

API = 'https://api.spotify.com'.freeze

def call(method, path, body)
  uri = URI.join(API, path)
  request = Net::HTTPGenericRequest.new(method, !body.nil?, true, uri)
  if body.respond_to?(:read)
    request.body_stream = body
    request['Transfer-Encoding'] = 'chunked'
  else
    request.body = body
  end
  response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https') { |http| http.request(request) }
  [response.code.to_i, response.body]
end
