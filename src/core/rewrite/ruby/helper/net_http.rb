require 'net/http'

class SpotifyAuth
  # Net::HTTP that sends the token, and on a 401 refreshes it and sends the request once more.
  class Http < Net::HTTP
    def request(request, body = nil, &block)
      # Where it is not started yet, Net::HTTP starts it and comes back.
      return super unless started? && to_spotify?

      token = SpotifyAuth.shared.access_token
      fresh = token
      request['Authorization'] = "Bearer #{token}"
      response = super(request, body) do |answer|
        fresh = SpotifyAuth.shared.access_token(rejected: token) if answer.code == '401' && repeatable?(request)
        block&.call(answer) if fresh == token
      end
      return response if fresh == token

      request['Authorization'] = "Bearer #{fresh}"
      super(request, nil, &block)
    end

    private

    def to_spotify?
      kind = use_ssl? ? URI::HTTPS : URI::HTTP
      SpotifyAuth.spotify_api?(kind.build(host: address, port: port))
    end

    # A stream is gone once it was sent.
    def repeatable?(request)
      request.body_stream.nil? && (request.body || request.content_type != 'multipart/form-data')
    end
  end
end
