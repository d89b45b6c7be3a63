require 'faraday'

CONNECTION = Faraday.new(url: 'https://api.spotify.com') do |faraday|
  faraday.adapter :net_http
end

def call(method, path, body)
  headers = body.respond_to?(:read) ? { 'Transfer-Encoding' => 'chunked' } : {}
  response = CONNECTION.run_request(method.downcase.to_sym, path, body, headers)
  [response.status, response.body]
end
