class SpotifyAuth
  SHARED = new(
    store: TokenFile.new(ENV.fetch('SPOTIFY_TOKEN_FILE', '.spotify-tokens.json')),
    client_id: ENV.fetch('SPOTIFY_CLIENT_ID', ''),
    client_secret: ENV.fetch('SPOTIFY_CLIENT_SECRET', ''), # not set for PKCE
    first_refresh_token: ENV.fetch('SPOTIFY_REFRESH_TOKEN', '')
  )
  private_constant :SHARED

  # The user of this app. For many users make one SpotifyAuth for each, with a store of its own.
  # Keep the token file out of version control.
  def self.shared
    SHARED
  end

  # Whether a Spotify token may be sent there.
  def self.spotify_api?(uri)
    port = uri.port == uri.default_port ? '' : ":#{uri.port}"
    "#{uri.scheme}://#{uri.host}#{port}" == API_ORIGIN
  end
end
