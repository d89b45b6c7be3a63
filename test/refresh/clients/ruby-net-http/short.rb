# frozen_string_literal: true

require "net/http"

def call(method, path, body)
  uri = URI.join("https://api.spotify.com", path)
  connection = Net::HTTP.new(uri.host, uri.port)
  connection.use_ssl = uri.is_a?(URI::HTTPS)
  token = { "Authorization" => "Bearer token" }
  response = method == "POST" ? connection.post(uri.path, body, token) : connection.get(uri.path, token)
  [response.code.to_i, response.body]
end
