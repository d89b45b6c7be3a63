package helper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** Refreshes Spotify access tokens: before they expire, and once after a 401. */
public final class SpotifyAuth implements Interceptor, Authenticator {
    /**
     * The signed-in user. After the code exchange call {@link #signedIn}, or start with a refresh
     * token in SPOTIFY_REFRESH_TOKEN. For many users make a SpotifyAuth for each, with a store of
     * its own.
     */
    public static final SpotifyAuth USER =
            new SpotifyAuth(
                    System.getenv("SPOTIFY_CLIENT_ID"),
                    System.getenv("SPOTIFY_CLIENT_SECRET"), // not set for PKCE
                    "refresh_token",
                    new FileStore(
                            Paths.get(".spotify-tokens.json"),
                            System.getenv("SPOTIFY_REFRESH_TOKEN")));

    /** The app itself (client credentials): there is no user and no sign-in. */
    public static final SpotifyAuth APP =
            new SpotifyAuth(
                    System.getenv("SPOTIFY_CLIENT_ID"),
                    System.getenv("SPOTIFY_CLIENT_SECRET"),
                    "client_credentials",
                    new MemoryStore());

    private static final HttpUrl API = HttpUrl.get("https://api.spotify.com/");
    private static final HttpUrl TOKEN_URL = HttpUrl.get("https://accounts.spotify.com/api/token");
    private static final long MARGIN_SECONDS = 60;
    private static final long COOL_DOWN_SECONDS = 10;
    private static final long REFRESH_TIMEOUT_SECONDS = 15;

    /** Sign in again: there is no refresh token, or Spotify refused it. */
    public static final class ReauthRequired extends IOException {
        ReauthRequired(String message) {
            super(message);
        }
    }

    /** What is kept between requests. */
    public static final class Tokens {
        public final String accessToken;
        /** Empty with client credentials. */
        public final String refreshToken;
        /** Seconds since 1970. */
        public final long expiresAt;

        public Tokens(String accessToken, String refreshToken, long expiresAt) {
            this.accessToken = accessToken;
            this.refreshToken = refreshToken;
            this.expiresAt = expiresAt;
        }
    }

    /** Where the tokens live: a file, a database row. */
    public interface TokenStore {
        /** null where there are none. */
        Tokens load() throws IOException;

        /** Returns once the tokens are safe; null removes them. */
        void save(Tokens tokens) throws IOException;

        /** Keeps other processes that share the store out until it is closed. */
        Lock lock() throws IOException;

        interface Lock extends AutoCloseable {
            @Override
            void close() throws IOException;
        }
    }

    private final String clientId;
    private final String clientSecret;
    private final String grant;
    private final TokenStore store;
    private final OkHttpClient tokenClient;
    private final Object oneAtATime = new Object();
    private FutureTask<String> refreshing;
    private volatile String newest = "";
    private volatile long coolUntilNanos;
    private volatile Tokens unsaved;
    private volatile String unsavedReplaces;
    private volatile String refused = "";

    /** @param clientSecret on a server only; null for PKCE */
    public SpotifyAuth(String clientId, String clientSecret, String grant, TokenStore store) {
        this.clientId = clientId == null ? "" : clientId;
        this.clientSecret = clientSecret == null ? "" : clientSecret;
        this.grant = grant;
        this.store = store;
        // A client of its own: what refreshes must not wait for what it refreshes.
        this.tokenClient =
                new OkHttpClient.Builder()
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .callTimeout(REFRESH_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .build();
    }

    /** The same client, with the token, and on a 401 one refresh and one retry. */
    public OkHttpClient client(OkHttpClient client) {
        // It has this one already, or its own way to answer a 401.
        if (client.authenticator() != Authenticator.NONE) return client;
        return client.newBuilder().addInterceptor(this).authenticator(this).build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (!isSpotifyApi(request.url())) return chain.proceed(request);
        Call caller = chain.call();
        Request tagged = request.newBuilder().tag(Call.class, caller).build();
        return chain.proceed(withToken(tagged, accessToken("", caller)));
    }

    /** OkHttp asks after a 401; it does not send a body again that can be sent only once. */
    @Override
    public Request authenticate(Route route, Response response) throws IOException {
        Request request = response.request();
        String header = request.header("Authorization");
        if (header == null || !isSpotifyApi(request.url()) || wasRetried(response)) return null;
        String rejected = header.replaceFirst("^Bearer ", "");
        String fresh = accessToken(rejected, request.tag(Call.class));
        return fresh.equals(rejected) ? null : withToken(request, fresh);
    }

    /**
     * A token to send now. After a 401, pass the token that was rejected: the answer is a newer one,
     * or the same one where that would not help. Else pass an empty string. Interrupting ends the
     * wait, not the refresh.
     */
    public String accessToken(String rejected) throws IOException {
        return accessToken(rejected, null);
    }

    private String accessToken(String rejected, Call caller) throws IOException {
        if (!rejected.isEmpty() && isCooling(rejected)) return rejected;
        Tokens current = load();
        if (isUsable(current, rejected)) return current.accessToken;
        FutureTask<String> refresh = refreshFor(rejected);
        while (true) {
            try {
                return refresh.get(50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException running) {
                if (caller != null && caller.isCanceled()) throw new IOException("Canceled");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while Spotify's token was renewed");
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                throw cause instanceof IOException ? (IOException) cause : new IOException(cause);
            }
        }
    }

    /** The refresh that runs, or a new one. Its own thread: a caller that gives up does not end it. */
    private synchronized FutureTask<String> refreshFor(String rejected) {
        if (refreshing == null || refreshing.isDone()) {
            refreshing = new FutureTask<>(() -> refreshAlone(rejected));
            Thread thread = new Thread(refreshing, "Spotify refresh");
            thread.setDaemon(true);
            thread.start();
        }
        return refreshing;
    }

    private String refreshAlone(String rejected) throws IOException {
        synchronized (oneAtATime) {
            try (TokenStore.Lock lock = store.lock()) {
                return refresh(rejected);
            }
        }
    }

    /** Call this with the token endpoint's answer, as it came, after each sign-in. */
    public void signedIn(String answer) throws IOException {
        synchronized (oneAtATime) {
            try (TokenStore.Lock lock = store.lock()) {
                refused = "";
                newest = "";
                unsaved = null;
                store.save(toTokens(fieldsOf(answer), nowSeconds(), ""));
            }
        }
    }

    private String refresh(String rejected) throws IOException {
        Tokens current = load();
        // Another thread or process may have refreshed while this one waited.
        if (isUsable(current, rejected)) return remember(current);
        String spent = current == null ? "" : current.refreshToken;
        boolean isUser = grant.equals("refresh_token");
        if (isUser && (spent.isEmpty() || spent.equals(refused))) {
            throw new ReauthRequired("Not signed in to Spotify");
        }
        long startedAt = nowSeconds();
        Map<String, String> answer = requestToken(spent);
        Tokens stored = store.load();
        if ("invalid_grant".equals(answer.get("error"))) {
            if (stored != null && !stored.refreshToken.equals(spent) && unsaved == null) {
                return stored.accessToken;
            }
            refused = spent;
            unsaved = null;
            store.save(null);
            throw new ReauthRequired("Spotify refused the refresh token");
        }
        Tokens tokens = toTokens(answer, startedAt, spent);
        keep(tokens, stored == null ? "" : stored.accessToken);
        return remember(tokens);
    }

    private Map<String, String> requestToken(String refreshToken) throws IOException {
        FormBody.Builder form = new FormBody.Builder().add("grant_type", grant);
        if (grant.equals("refresh_token")) form.add("refresh_token", refreshToken);
        Request.Builder request = new Request.Builder().url(TOKEN_URL);
        if (clientSecret.isEmpty()) {
            form.add("client_id", clientId);
        } else {
            request.header("Authorization", Credentials.basic(clientId, clientSecret));
        }
        Request post = request.post(form.build()).build();
        try (Response response = tokenClient.newCall(post).execute()) {
            Map<String, String> answer = fieldsOf(response.body().string());
            boolean isRenewed = response.isSuccessful() && answer.containsKey("access_token");
            if (isRenewed || "invalid_grant".equals(answer.get("error"))) return answer;
            throw new IOException("Spotify did not renew the token: HTTP " + response.code());
        }
    }

    private boolean isUsable(Tokens tokens, String rejected) {
        if (tokens == null || tokens.accessToken.isEmpty()) return false;
        if (tokens.accessToken.equals(rejected)) return false;
        long left = tokens.expiresAt - nowSeconds();
        return left > MARGIN_SECONDS || (left > 0 && isCooling(tokens.accessToken));
    }

    /** A token this new is not replaced again: something else is wrong. */
    private boolean isCooling(String token) {
        return token.equals(newest) && System.nanoTime() - coolUntilNanos < 0;
    }

    private String remember(Tokens tokens) {
        if (!newest.equals(tokens.accessToken)) {
            long left = Math.max(0, tokens.expiresAt - nowSeconds());
            long cool = Math.min(COOL_DOWN_SECONDS * 1000, left * 1000 / 2);
            coolUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(cool);
            newest = tokens.accessToken;
        }
        return tokens.accessToken;
    }

    private Tokens load() throws IOException {
        Tokens stored = store.load();
        Tokens kept = unsaved;
        String storedToken = stored == null ? "" : stored.accessToken;
        if (kept == null || !storedToken.equals(unsavedReplaces)) return stored;
        keep(kept, storedToken);
        return kept;
    }

    /** A rotated refresh token exists only here: it is kept, even if saving fails. */
    private void keep(Tokens tokens, String replaces) {
        unsavedReplaces = replaces;
        unsaved = tokens;
        try {
            store.save(tokens);
            unsaved = null;
        } catch (IOException error) {
            Logger.getLogger("SpotifyAuth").warning("The new Spotify tokens could not be saved yet.");
        }
    }

    /** The only place a Spotify token may be sent to. */
    private static boolean isSpotifyApi(HttpUrl url) {
        return url.resolve("/").equals(API);
    }

    private static boolean wasRetried(Response response) {
        Response prior = response.priorResponse();
        return prior != null && (prior.code() == 401 || wasRetried(prior));
    }

    private static Request withToken(Request request, String token) {
        return request.newBuilder().header("Authorization", "Bearer " + token).build();
    }

    private static long nowSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    /** Spotify often sends no refresh token: the one that was spent stays valid. */
    private static Tokens toTokens(Map<String, String> answer, long startedAt, String spent) {
        String refreshToken = answer.getOrDefault("refresh_token", spent);
        long lifetime = Long.parseLong(answer.getOrDefault("expires_in", "3600"));
        return new Tokens(answer.get("access_token"), refreshToken, startedAt + lifetime);
    }

    private static final Pattern FIELD =
            Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"([^\"\\\\]+)\"|(\\d+))");

    /** Strings and whole numbers of a flat JSON object: all that tokens need. */
    private static Map<String, String> fieldsOf(String json) {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(json);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return fields;
    }

    /** Tokens in a private file, locked across processes. Keep it out of version control. */
    public static final class FileStore implements TokenStore {
        private final Path path;
        private final Tokens first;

        /** @param refreshToken where to start while there is no file; may be null */
        public FileStore(Path path, String refreshToken) {
            this.path = path.toAbsolutePath();
            this.first = refreshToken == null ? null : new Tokens("", refreshToken, 0);
        }

        @Override
        public Tokens load() throws IOException {
            try {
                byte[] bytes = Files.readAllBytes(path);
                Map<String, String> fields = fieldsOf(new String(bytes, StandardCharsets.UTF_8));
                if (!fields.containsKey("access_token")) return first;
                return new Tokens(
                        fields.get("access_token"),
                        fields.getOrDefault("refresh_token", ""),
                        Long.parseLong(fields.getOrDefault("expires_at", "0")));
            } catch (NoSuchFileException missing) {
                return first;
            }
        }

        @Override
        public void save(Tokens tokens) throws IOException {
            if (tokens == null) {
                Files.deleteIfExists(path);
                return;
            }
            String json =
                    String.format(
                            "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_at\":%d}",
                            tokens.accessToken, tokens.refreshToken, tokens.expiresAt);
            // Created for this user only, then swapped in whole.
            Path draft = Files.createTempFile(path.getParent(), ".spotify", null);
            try {
                Files.write(draft, json.getBytes(StandardCharsets.UTF_8));
                Files.move(
                        draft,
                        path,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        }

        @Override
        public Lock lock() throws IOException {
            Path file = path.resolveSibling(path.getFileName() + ".lock");
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (true) {
                try {
                    FileLock lock = channel.lock();
                    return channel::close;
                } catch (OverlappingFileLockException sameProcess) {
                    pause();
                }
            }
        }

        private static void pause() throws IOException {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while another thread refreshed");
            }
        }
    }

    /** Tokens of this process only: enough where a new one can always be had. */
    public static final class MemoryStore implements TokenStore {
        private volatile Tokens tokens;

        @Override
        public Tokens load() {
            return tokens;
        }

        @Override
        public void save(Tokens tokens) {
            this.tokens = tokens;
        }

        @Override
        public Lock lock() {
            return () -> {};
        }
    }
}
