require 'faraday'

class SpotifyAuth
  # Sends the token, and on a 401 refreshes it and sends the request once more.
  class Middleware < Faraday::Middleware
    def call(env)
      return @app.call(env) unless SpotifyAuth.spotify_api?(env[:url])

      body = env[:body]
      token = SpotifyAuth.shared.access_token
      response = send_with(token, env)
      return response unless response.status == 401 && repeatable?(body, env)

      fresh = SpotifyAuth.shared.access_token(rejected: token)
      return response if fresh == token

      env[:body] = body # which holds the answer by now
      send_with(fresh, env)
    end

    private

    # The token is gone from the headers afterwards: a redirect may lead elsewhere, and errors print them.
    def send_with(token, env)
      env[:request_headers]['Authorization'] = "Bearer #{token}"
      @app.call(env)
    ensure
      env[:request_headers].delete('Authorization')
    end

    # A stream is gone once it was sent, and what is received piece by piece has been handed on already.
    def repeatable?(body, env)
      !body.respond_to?(:read) && env[:request].on_data.nil?
    end
  end

  # For requests without a connection of their own.
  def self.faraday
    @faraday ||= Faraday.new.tap { |connection| connection.use Middleware }
  end
end
