using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Helper
{
    /// <summary>Refreshes Spotify access tokens: before they expire, and once after a 401.</summary>
    public sealed class SpotifyAuth
    {
        private const string ApiOrigin = "https://api.spotify.com";
        private const string TokenUrl = "https://accounts.spotify.com/api/token";
        private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
        private static readonly TimeSpan CoolDown = TimeSpan.FromSeconds(10);
        private static readonly TimeSpan RefreshTimeout = TimeSpan.FromSeconds(15);

        /// <summary>
        /// The signed-in user. After the code exchange call <see cref="SignedInAsync"/>, or start with a
        /// refresh token in SPOTIFY_REFRESH_TOKEN. For many users make a SpotifyAuth for each, with a
        /// store of its own.
        /// </summary>
        public static SpotifyAuth User { get; } = new SpotifyAuth(
            Variable("SPOTIFY_CLIENT_ID"),
            Variable("SPOTIFY_CLIENT_SECRET"), // not set for PKCE
            "refresh_token",
            new SpotifyFileStore(".spotify-tokens.json", Variable("SPOTIFY_REFRESH_TOKEN")));

        /// <summary>The app itself (client credentials): there is no user and no sign-in.</summary>
        public static SpotifyAuth App { get; } = new SpotifyAuth(
            Variable("SPOTIFY_CLIENT_ID"),
            Variable("SPOTIFY_CLIENT_SECRET"),
            "client_credentials",
            new SpotifyMemoryStore());

        private readonly string clientId;
        private readonly string clientSecret;
        private readonly string grant;
        private readonly ISpotifyTokenStore store;
        private readonly HttpClient tokenClient;
        private readonly SemaphoreSlim refreshing = new SemaphoreSlim(1);
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private (string AccessToken, TimeSpan CoolUntil) newest = ("", TimeSpan.Zero);
        private (SpotifyTokens Tokens, string Replaces) unsaved = (SpotifyTokens.None, "");
        private string refused = "";
        private (int Count, Exception Last) failures = (0, new HttpRequestException());

        /// <param name="clientSecret">On a server only; empty for PKCE.</param>
        public SpotifyAuth(string clientId, string clientSecret, string grant, ISpotifyTokenStore store)
        {
            this.clientId = clientId;
            this.clientSecret = clientSecret;
            this.grant = grant;
            this.store = store;
            // A client of its own: what refreshes must not wait for what it refreshes.
            var handler = new HttpClientHandler { AllowAutoRedirect = false };
            tokenClient = new HttpClient(handler) { Timeout = RefreshTimeout };
        }

        /// <summary>For <c>new HttpClient(…)</c>: the token, and on a 401 one refresh and one retry.</summary>
        public HttpMessageHandler Handler()
        {
            return Handler(new HttpClientHandler());
        }

        /// <summary>The same in front of a handler that is there already.</summary>
        public HttpMessageHandler Handler(HttpMessageHandler inner)
        {
            return new RefreshHandler(this) { InnerHandler = inner };
        }

        /// <summary>For <c>AddHttpMessageHandler</c>, which joins handlers by itself.</summary>
        public DelegatingHandler ChainedHandler()
        {
            return new RefreshHandler(this);
        }

        /// <summary>
        /// A token to send now. After a 401, pass the token that was rejected: the answer is a newer one,
        /// or the same one where that would not help. Canceling ends the wait, not the refresh.
        /// </summary>
        public async Task<string> AccessTokenAsync(string rejected, CancellationToken cancellation)
        {
            if (rejected != "" && IsCooling(rejected))
            {
                return rejected;
            }

            var failuresBefore = failures.Count;
            var current = await LoadAsync().ConfigureAwait(false);
            if (IsUsable(current, rejected))
            {
                return current.AccessToken;
            }

            var refresh = RefreshAloneAsync(rejected, failuresBefore);
            return await UnlessCanceledAsync(refresh, cancellation).ConfigureAwait(false);
        }

        /// <summary>Call this with the token endpoint's answer, as it came, after each sign-in.</summary>
        public async Task SignedInAsync(string answer)
        {
            await refreshing.WaitAsync().ConfigureAwait(false);
            try
            {
                using (await store.LockAsync().ConfigureAwait(false))
                {
                    refused = "";
                    newest = ("", TimeSpan.Zero);
                    unsaved = (SpotifyTokens.None, "");
                    var tokens = ToTokens(SpotifyTokens.FieldsOf(answer), DateTimeOffset.UtcNow, "");
                    await store.SaveAsync(tokens).ConfigureAwait(false);
                }
            }
            finally
            {
                refreshing.Release();
            }
        }

        private async Task<string> RefreshAloneAsync(string rejected, int failuresBefore)
        {
            await refreshing.WaitAsync().ConfigureAwait(false);
            try
            {
                // The refresh that this caller waited for failed: share its error.
                if (failures.Count != failuresBefore)
                {
                    throw failures.Last;
                }

                using (await store.LockAsync().ConfigureAwait(false))
                {
                    return await RefreshAsync(rejected).ConfigureAwait(false);
                }
            }
            catch (Exception error)
            {
                failures = (failures.Count + 1, error);
                throw;
            }
            finally
            {
                refreshing.Release();
            }
        }

        private async Task<string> RefreshAsync(string rejected)
        {
            var current = await LoadAsync().ConfigureAwait(false);
            if (IsUsable(current, rejected))
            {
                // Another caller or process refreshed while this one waited.
                return Remember(current);
            }

            var spent = current.RefreshToken;
            if (grant == "refresh_token" && (spent == "" || spent == refused))
            {
                throw new SpotifyReauthRequiredException("Not signed in to Spotify");
            }

            var startedAt = DateTimeOffset.UtcNow;
            var answer = await RequestTokenAsync(spent).ConfigureAwait(false);
            var stored = await store.LoadAsync().ConfigureAwait(false);
            if (IsRefusal(answer))
            {
                if (stored.RefreshToken != "" && stored.RefreshToken != spent && !HasUnsaved)
                {
                    return stored.AccessToken;
                }

                refused = spent;
                unsaved = (SpotifyTokens.None, "");
                await store.SaveAsync(SpotifyTokens.None).ConfigureAwait(false);
                throw new SpotifyReauthRequiredException("Spotify refused the refresh token");
            }

            var tokens = ToTokens(answer, startedAt, spent);
            await KeepAsync(tokens, stored.AccessToken).ConfigureAwait(false);
            return Remember(tokens);
        }

        private async Task<IDictionary<string, string>> RequestTokenAsync(string refreshToken)
        {
            var form = new Dictionary<string, string> { ["grant_type"] = grant };
            if (grant == "refresh_token")
            {
                form["refresh_token"] = refreshToken;
            }

            using (var request = new HttpRequestMessage(HttpMethod.Post, TokenUrl))
            {
                if (clientSecret == "")
                {
                    form["client_id"] = clientId;
                }
                else
                {
                    var pair = Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}");
                    request.Headers.Authorization =
                        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
                }

                request.Content = new FormUrlEncodedContent(form);
                using (var response = await tokenClient.SendAsync(request).ConfigureAwait(false))
                {
                    var text = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
                    var answer = SpotifyTokens.FieldsOf(text);
                    var isRenewed = response.IsSuccessStatusCode && answer.ContainsKey("access_token");
                    if (isRenewed || IsRefusal(answer))
                    {
                        return answer;
                    }

                    throw new HttpRequestException(
                        $"Spotify did not renew the token: HTTP {(int)response.StatusCode}");
                }
            }
        }

        private bool IsUsable(SpotifyTokens tokens, string rejected)
        {
            if (tokens.AccessToken == "" || tokens.AccessToken == rejected)
            {
                return false;
            }

            var left = tokens.ExpiresAt - DateTimeOffset.UtcNow;
            return left > Margin || (left > TimeSpan.Zero && IsCooling(tokens.AccessToken));
        }

        /// <summary>A token this new is not replaced again: something else is wrong.</summary>
        private bool IsCooling(string token)
        {
            var (accessToken, coolUntil) = newest;
            return token == accessToken && clock.Elapsed < coolUntil;
        }

        private string Remember(SpotifyTokens tokens)
        {
            if (newest.AccessToken != tokens.AccessToken)
            {
                var half = new TimeSpan((tokens.ExpiresAt - DateTimeOffset.UtcNow).Ticks / 2);
                var cool = half < CoolDown ? half : CoolDown;
                newest = (tokens.AccessToken, clock.Elapsed + cool);
            }

            return tokens.AccessToken;
        }

        private bool HasUnsaved => unsaved.Tokens.AccessToken != "";

        private async Task<SpotifyTokens> LoadAsync()
        {
            var stored = await store.LoadAsync().ConfigureAwait(false);
            var (tokens, replaces) = unsaved;
            if (tokens.AccessToken == "" || stored.AccessToken != replaces)
            {
                return stored;
            }

            await KeepAsync(tokens, replaces).ConfigureAwait(false);
            return tokens;
        }

        /// <summary>A rotated refresh token exists only here: it is kept, even if saving fails.</summary>
        private async Task KeepAsync(SpotifyTokens tokens, string replaces)
        {
            unsaved = (tokens, replaces);
            try
            {
                await store.SaveAsync(tokens).ConfigureAwait(false);
                unsaved = (SpotifyTokens.None, "");
            }
            catch (IOException)
            {
                Trace.TraceWarning("The new Spotify tokens could not be saved yet.");
            }
        }

        /// <summary>The only place a Spotify token may be sent to.</summary>
        private static bool IsSpotifyApi(Uri target)
        {
            return target.GetLeftPart(UriPartial.Authority) == ApiOrigin;
        }

        private static bool IsRefusal(IDictionary<string, string> answer)
        {
            return answer.TryGetValue("error", out var error) && error == "invalid_grant";
        }

        /// <summary>Spotify often sends no refresh token: the one that was spent stays valid.</summary>
        private static SpotifyTokens ToTokens(
            IDictionary<string, string> answer,
            DateTimeOffset startedAt,
            string spent)
        {
            var refreshToken = answer.TryGetValue("refresh_token", out var rotated) ? rotated : spent;
            var lifetime = answer.TryGetValue("expires_in", out var seconds) ? int.Parse(seconds) : 3600;
            return new SpotifyTokens(answer["access_token"], refreshToken, startedAt.AddSeconds(lifetime));
        }

        private static async Task<T> UnlessCanceledAsync<T>(Task<T> work, CancellationToken cancellation)
        {
            var canceled = new TaskCompletionSource<T>();
            using (cancellation.Register(() => canceled.TrySetCanceled()))
            {
                var first = await Task.WhenAny(work, canceled.Task).ConfigureAwait(false);
                return await first.ConfigureAwait(false);
            }
        }

        private static string Variable(string name)
        {
            return Environment.GetEnvironmentVariable(name) ?? "";
        }

        private sealed class RefreshHandler : DelegatingHandler
        {
            private readonly SpotifyAuth auth;

            public RefreshHandler(SpotifyAuth auth)
            {
                this.auth = auth;
            }

            protected override async Task<HttpResponseMessage> SendAsync(
                HttpRequestMessage request,
                CancellationToken cancellation)
            {
                if (!(request.RequestUri is Uri target) || !IsSpotifyApi(target))
                {
                    return await base.SendAsync(request, cancellation).ConfigureAwait(false);
                }

                // A stream is gone once it was sent; everything else is kept for the retry.
                var canSendAgain = !(request.Content is StreamContent);
                if (canSendAgain && request.Content is HttpContent content)
                {
                    await content.LoadIntoBufferAsync().ConfigureAwait(false);
                }

                var token = await auth.AccessTokenAsync("", cancellation).ConfigureAwait(false);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                var response = await base.SendAsync(request, cancellation).ConfigureAwait(false);
                if (response.StatusCode != HttpStatusCode.Unauthorized || !canSendAgain)
                {
                    return response;
                }

                // A redirect may have led elsewhere: that 401 is not about this token.
                if (!(response.RequestMessage?.RequestUri is Uri final) || !IsSpotifyApi(final))
                {
                    return response;
                }

                var fresh = await auth.AccessTokenAsync(token, cancellation).ConfigureAwait(false);
                if (fresh == token)
                {
                    return response;
                }

                response.Dispose();
                request.RequestUri = target;
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fresh);
                return await base.SendAsync(request, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sign in again: there is no refresh token, or Spotify refused it.</summary>
    public sealed class SpotifyReauthRequiredException : Exception
    {
        public SpotifyReauthRequiredException(string message)
            : base(message)
        {
        }
    }

    /// <summary>What is kept between requests.</summary>
    public sealed class SpotifyTokens
    {
        public static readonly SpotifyTokens None = new SpotifyTokens("", "", DateTimeOffset.MinValue);

        private static readonly Regex Field = new Regex(@"""(\w+)""\s*:\s*(?:""([^""\\]+)""|(\d+))");

        public SpotifyTokens(string accessToken, string refreshToken, DateTimeOffset expiresAt)
        {
            AccessToken = accessToken;
            RefreshToken = refreshToken;
            ExpiresAt = expiresAt;
        }

        public string AccessToken { get; }

        /// <summary>Empty with client credentials.</summary>
        public string RefreshToken { get; }

        public DateTimeOffset ExpiresAt { get; }

        /// <summary>Strings and whole numbers of a flat JSON object: all that tokens need.</summary>
        public static IDictionary<string, string> FieldsOf(string json)
        {
            var fields = new Dictionary<string, string>();
            foreach (Match match in Field.Matches(json))
            {
                fields[match.Groups[1].Value] = match.Groups[2].Success
                    ? match.Groups[2].Value
                    : match.Groups[3].Value;
            }

            return fields;
        }
    }

    /// <summary>Where the tokens live: a file, a database row.</summary>
    public interface ISpotifyTokenStore
    {
        /// <summary>SpotifyTokens.None where there are none.</summary>
        Task<SpotifyTokens> LoadAsync();

        /// <summary>Completes once the tokens are safe; SpotifyTokens.None removes them.</summary>
        Task SaveAsync(SpotifyTokens tokens);

        /// <summary>Keeps other processes that share the store out until it is disposed.</summary>
        Task<IDisposable> LockAsync();
    }

    /// <summary>
    /// Tokens in a private file, locked across processes. Keep it out of version control.
    /// While there is no file, the refresh token is where to start.
    /// </summary>
    public sealed class SpotifyFileStore : ISpotifyTokenStore
    {
        private const int MostReleased = 10;
        private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

        private readonly string path;
        private readonly SpotifyTokens first;

        public SpotifyFileStore(string path, string refreshToken)
        {
            this.path = Path.GetFullPath(path);
            first = new SpotifyTokens("", refreshToken, DateTimeOffset.MinValue);
        }

        public Task<SpotifyTokens> LoadAsync()
        {
            return Task.FromResult(Load());
        }

        public Task SaveAsync(SpotifyTokens tokens)
        {
            if (tokens.AccessToken == "")
            {
                File.Delete(path);
                return Task.CompletedTask;
            }

            var expiresAt = tokens.ExpiresAt.ToUnixTimeSeconds();
            var json = $"{{\"access_token\":\"{tokens.AccessToken}\","
                + $"\"refresh_token\":\"{tokens.RefreshToken}\",\"expires_at\":{expiresAt}}}";
            var draft = $"{path}.{Guid.NewGuid():N}";
            using (var writer = new StreamWriter(CreatePrivate(draft)))
            {
                writer.Write(json);
            }

            // Swapped in whole.
            if (File.Exists(path))
            {
                File.Replace(draft, path, null);
            }
            else
            {
                File.Move(draft, path);
            }

            return Task.CompletedTask;
        }

        public async Task<IDisposable> LockAsync()
        {
            var file = $"{path}.lock";
            for (var released = 0; ;)
            {
                try
                {
                    const FileOptions Options = FileOptions.DeleteOnClose;
                    return new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, Options);
                }
                catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
                {
                    // 1601, where there is no file: another process may have released it a moment ago.
                    var lockedAt = File.GetLastWriteTimeUtc(file);
                    var isThere = lockedAt.Year > 1601;
                    if (!isThere && ++released > MostReleased)
                    {
                        throw;
                    }

                    // A process that died left its lock behind.
                    if (isThere && DateTime.UtcNow - lockedAt > Abandoned)
                    {
                        File.Delete(file);
                    }
                }

                await Task.Delay(20).ConfigureAwait(false);
            }
        }

        private SpotifyTokens Load()
        {
            try
            {
                var fields = SpotifyTokens.FieldsOf(File.ReadAllText(path));
                if (!fields.TryGetValue("access_token", out var accessToken))
                {
                    return first;
                }

                var refreshToken = fields.TryGetValue("refresh_token", out var kept) ? kept : "";
                var expiresAt = fields.TryGetValue("expires_at", out var seconds) ? long.Parse(seconds) : 0;
                return new SpotifyTokens(accessToken, refreshToken, DateTimeOffset.FromUnixTimeSeconds(expiresAt));
            }
            catch (FileNotFoundException)
            {
                return first;
            }
        }

        private static FileStream CreatePrivate(string draft)
        {
#if NET7_0_OR_GREATER
            if (!OperatingSystem.IsWindows())
            {
                return new FileStream(draft, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
#endif
            return new FileStream(draft, FileMode.CreateNew, FileAccess.Write);
        }
    }

    /// <summary>Tokens of this process only: enough where a new one can always be had.</summary>
    public sealed class SpotifyMemoryStore : ISpotifyTokenStore
    {
        private SpotifyTokens tokens = SpotifyTokens.None;

        public Task<SpotifyTokens> LoadAsync()
        {
            return Task.FromResult(tokens);
        }

        public Task SaveAsync(SpotifyTokens tokens)
        {
            this.tokens = tokens;
            return Task.CompletedTask;
        }

        public Task<IDisposable> LockAsync()
        {
            return Task.FromResult<IDisposable>(new MemoryStream());
        }
    }
}
