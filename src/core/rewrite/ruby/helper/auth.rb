require 'digest'
require 'json'
require 'net/http'

# One signed-in user. Threads share its refreshes, and so does every process with the same store.
class SpotifyAuth
  API_ORIGIN = 'https://api.spotify.com'
  TOKEN_URL = 'https://accounts.spotify.com/api/token'
  GRANT = 'refresh_token'
  EXPIRY_MARGIN_SECONDS = 60
  COOL_DOWN_SECONDS = 10
  REFRESH_TIMEOUT_SECONDS = 15

  # Sign in again: there is no refresh token, or Spotify refused it.
  class ReauthRequired < StandardError; end

  # Spotify could not be asked. The tokens are kept; try again later.
  class RefreshFailed < StandardError; end

  # client_secret is empty for PKCE. first_refresh_token is where to start while the store is empty.
  def initialize(store:, client_id:, client_secret: '', first_refresh_token: '')
    @store = store
    @client_id = client_id
    @client_secret = client_secret
    @first_refresh_token = first_refresh_token
    @mutex = Mutex.new
    @failures = 0
  end

  # A token to send now. After a 401, pass the token that was rejected: the answer is a newer one,
  # or the same one where that would not help.
  def access_token(rejected: nil)
    failures = @failures
    tokens = @store.read
    return tokens['access_token'] if usable?(tokens, rejected) && @unsaved.nil?

    # In a thread of its own: a caller that is stopped, by Timeout for one, does not stop the refresh.
    worker = Thread.new { refresh_alone(rejected, failures) }
    worker.report_on_exception = false
    worker.value
  end

  # Call this with the token endpoint's answer after each sign-in.
  def signed_in(answer)
    @mutex.synchronize do
      @store.lock do
        @unsaved = nil
        @store.write(tokens_of(answer, Time.now.to_i, nil))
      end
    end
  end

  # Errors and consoles print objects: without the secrets in it.
  def inspect
    '#<SpotifyAuth>'
  end

  private

  def refresh_alone(rejected, failures)
    @mutex.synchronize do
      # The refresh that this one waited for failed: share its error.
      raise @failure if @failures > failures

      begin
        @store.lock { refresh(rejected) }
      rescue StandardError => e
        @failures += 1
        @failure = e
        raise
      end
    end
  end

  # Only while this store is locked.
  def refresh(rejected)
    tokens = current
    # Another thread or process may have refreshed while this one waited.
    return tokens['access_token'] if usable?(tokens, rejected)

    spent = spendable(tokens)
    started_at = Time.now.to_i
    status, answer = request_token(spent)
    refuse(spent) if answer['error'] == 'invalid_grant'
    unless status == 200 && answer['access_token']
      raise RefreshFailed, "Spotify did not renew the token: HTTP #{status}"
    end

    fresh = tokens_of(answer, started_at, spent)
    keep(fresh, tokens['access_token'])
    fresh['access_token']
  end

  def spendable(tokens)
    return unless GRANT == 'refresh_token'

    token = tokens['refresh_token'] || @first_refresh_token
    return token unless token.empty? || Digest::SHA256.hexdigest(token) == tokens['refused']

    raise ReauthRequired, 'Not signed in to Spotify.'
  end

  def refuse(spent)
    @unsaved = nil
    @store.write('refused' => Digest::SHA256.hexdigest(spent))
    raise ReauthRequired, 'Spotify refused the refresh token. Sign in again.'
  end

  def request_token(refresh_token)
    uri = URI(TOKEN_URL)
    form = { 'grant_type' => GRANT, 'refresh_token' => refresh_token }.compact
    request = Net::HTTP::Post.new(uri)
    if @client_secret.empty?
      form['client_id'] = @client_id
    else
      request.basic_auth(@client_id, @client_secret)
    end
    request.set_form_data(form)
    limits = { open_timeout: REFRESH_TIMEOUT_SECONDS, read_timeout: REFRESH_TIMEOUT_SECONDS }
    response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https', **limits) do |http|
      http.request(request)
    end
    [response.code.to_i, object_of(response.body)]
  rescue IOError, SystemCallError, SocketError, Timeout::Error, OpenSSL::SSL::SSLError => e
    # Under another name: Net::HTTP would take it for an error of the caller's request, and send that again.
    raise RefreshFailed, "Spotify could not be asked: #{e.class}"
  end

  def usable?(tokens, rejected)
    token = tokens['access_token']
    return false unless token

    left = tokens['expires_at'].to_i - Time.now.to_i
    age = Time.now.to_i - tokens['refreshed_at'].to_i
    # A token this new is not replaced again: something else is wrong.
    return true if left.positive? && age >= 0 && age < [COOL_DOWN_SECONDS, (left + age) / 2.0].min

    token != rejected && left > EXPIRY_MARGIN_SECONDS
  end

  def current
    stored = @store.read
    unsaved, replaces = @unsaved
    return stored unless unsaved && stored['access_token'] == replaces

    keep(unsaved, replaces)
    unsaved
  end

  # A rotated refresh token exists only here: keep it, even where saving fails.
  def keep(tokens, replaces)
    @store.write(tokens)
    @unsaved = nil
  rescue SystemCallError
    @unsaved = [tokens, replaces]
    warn 'The new Spotify tokens could not be saved yet.'
  end

  def tokens_of(answer, started_at, spent)
    {
      'access_token' => answer['access_token'],
      # Spotify often sends none: the one that was spent stays valid.
      'refresh_token' => answer['refresh_token'] || spent,
      'expires_at' => started_at + (answer['expires_in'] || 3600),
      'refreshed_at' => Time.now.to_i
    }
  end

  def object_of(text)
    value = JSON.parse(text)
    value.is_a?(Hash) ? value : {}
  rescue JSON::ParserError, TypeError
    {}
  end
end
