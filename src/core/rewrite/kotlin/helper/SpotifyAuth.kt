package helper

import java.io.Closeable
import java.io.IOException
import java.io.InterruptedIOException
import java.nio.channels.FileChannel
import java.nio.channels.OverlappingFileLockException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.Paths
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.WRITE
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import java.util.logging.Logger
import kotlin.concurrent.thread
import okhttp3.Authenticator
import okhttp3.Call
import okhttp3.Credentials
import okhttp3.FormBody
import okhttp3.Interceptor
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.Response
import okhttp3.Route

/** Refreshes Spotify access tokens: before they expire, and once after a 401. */
class SpotifyAuth(
    clientId: String?,
    /** On a server only; null for PKCE. */
    clientSecret: String?,
    private val grant: String,
    private val store: TokenStore
) : Interceptor, Authenticator {
    private val clientId = clientId ?: ""
    private val clientSecret = clientSecret ?: ""

    // A client of its own: what refreshes must not wait for what it refreshes.
    private val tokenClient = OkHttpClient.Builder()
        .followRedirects(false)
        .followSslRedirects(false)
        .callTimeout(REFRESH_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build()

    private val oneAtATime = Any()
    private var refreshing: FutureTask<String>? = null
    @Volatile private var newest: Newest? = null
    @Volatile private var unsaved: Unsaved? = null
    @Volatile private var refused = ""

    /** The same client, with the token, and on a 401 one refresh and one retry. */
    fun client(client: OkHttpClient): OkHttpClient {
        // It has this one already, or its own way to answer a 401.
        if (client.authenticator !== Authenticator.NONE) return client
        return client.newBuilder().addInterceptor(this).authenticator(this).build()
    }

    override fun intercept(chain: Interceptor.Chain): Response {
        val request = chain.request()
        if (!isSpotifyApi(request)) return chain.proceed(request)
        val caller = chain.call()
        val tagged = request.newBuilder().tag(Call::class.java, caller).build()
        return chain.proceed(withToken(tagged, accessToken("", caller)))
    }

    /** OkHttp asks after a 401; it does not send a body again that can be sent only once. */
    override fun authenticate(route: Route?, response: Response): Request? {
        val request = response.request
        val rejected = request.header("Authorization")?.removePrefix("Bearer ")
        if (rejected == null || !isSpotifyApi(request) || wasRetried(response)) return null
        val fresh = accessToken(rejected, request.tag(Call::class.java))
        return if (fresh == rejected) null else withToken(request, fresh)
    }

    /**
     * A token to send now. After a 401, pass the token that was rejected: the answer is a newer one,
     * or the same one where that would not help. Interrupting ends the wait, not the refresh.
     */
    fun accessToken(rejected: String = "", caller: Call? = null): String {
        if (rejected != "" && isCooling(rejected)) return rejected
        val current = load()
        if (current != null && isUsable(current, rejected)) return current.accessToken
        val refresh = refreshFor(rejected)
        while (true) {
            try {
                return refresh.get(50, TimeUnit.MILLISECONDS)
            } catch (running: TimeoutException) {
                if (caller?.isCanceled() == true) throw IOException("Canceled")
            } catch (interrupted: InterruptedException) {
                Thread.currentThread().interrupt()
                throw InterruptedIOException("Interrupted while Spotify's token was renewed")
            } catch (failed: ExecutionException) {
                val cause = failed.cause
                throw cause as? IOException ?: IOException(cause)
            }
        }
    }

    /** The refresh that runs, or a new one. Its own thread: a caller that gives up does not end it. */
    @Synchronized
    private fun refreshFor(rejected: String): FutureTask<String> {
        refreshing?.let { if (!it.isDone) return it }
        val refresh = FutureTask(Callable { refreshAlone(rejected) })
        refreshing = refresh
        thread(isDaemon = true, name = "Spotify refresh") { refresh.run() }
        return refresh
    }

    private fun refreshAlone(rejected: String): String = synchronized(oneAtATime) {
        store.lock().use { refresh(rejected) }
    }

    /** Call this with the token endpoint's answer, as it came, after each sign-in. */
    fun signedIn(answer: String) {
        synchronized(oneAtATime) {
            store.lock().use {
                refused = ""
                newest = null
                unsaved = null
                store.save(toTokens(fieldsOf(answer), nowSeconds(), ""))
            }
        }
    }

    private fun refresh(rejected: String): String {
        val current = load()
        // Another thread or process may have refreshed while this one waited.
        if (current != null && isUsable(current, rejected)) return remember(current)
        val spent = current?.refreshToken ?: ""
        if (grant == "refresh_token" && (spent == "" || spent == refused)) {
            throw ReauthRequired("Not signed in to Spotify")
        }
        val startedAt = nowSeconds()
        val answer = requestToken(spent)
        val stored = store.load()
        if (answer["error"] == "invalid_grant") {
            if (stored != null && stored.refreshToken != spent && unsaved == null) {
                return stored.accessToken
            }
            refused = spent
            unsaved = null
            store.save(null)
            throw ReauthRequired("Spotify refused the refresh token")
        }
        val tokens = toTokens(answer, startedAt, spent)
        keep(Unsaved(tokens, stored?.accessToken))
        return remember(tokens)
    }

    private fun requestToken(refreshToken: String): Map<String, String> {
        val form = FormBody.Builder().add("grant_type", grant)
        if (grant == "refresh_token") form.add("refresh_token", refreshToken)
        val request = Request.Builder().url(TOKEN_URL)
        if (clientSecret == "") {
            form.add("client_id", clientId)
        } else {
            request.header("Authorization", Credentials.basic(clientId, clientSecret))
        }
        tokenClient.newCall(request.post(form.build()).build()).execute().use { response ->
            val answer = fieldsOf(response.body?.string() ?: "")
            val isRenewed = response.isSuccessful && "access_token" in answer
            if (isRenewed || answer["error"] == "invalid_grant") return answer
            throw IOException("Spotify did not renew the token: HTTP ${response.code}")
        }
    }

    private fun isUsable(tokens: Tokens, rejected: String): Boolean {
        if (tokens.accessToken == "" || tokens.accessToken == rejected) return false
        val left = tokens.expiresAt - nowSeconds()
        return left > MARGIN_SECONDS || (left > 0 && isCooling(tokens.accessToken))
    }

    /** A token this new is not replaced again: something else is wrong. */
    private fun isCooling(token: String): Boolean {
        val newest = newest ?: return false
        return token == newest.accessToken && System.nanoTime() - newest.coolUntilNanos < 0
    }

    private fun remember(tokens: Tokens): String {
        if (newest?.accessToken != tokens.accessToken) {
            val left = maxOf(0, tokens.expiresAt - nowSeconds())
            val cool = minOf(COOL_DOWN_SECONDS * 1000, left * 1000 / 2)
            val coolUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(cool)
            newest = Newest(tokens.accessToken, coolUntil)
        }
        return tokens.accessToken
    }

    private fun load(): Tokens? {
        val stored = store.load()
        val kept = unsaved
        if (kept == null || stored?.accessToken != kept.replaces) return stored
        keep(kept)
        return kept.tokens
    }

    /** A rotated refresh token exists only here: it is kept, even if saving fails. */
    private fun keep(kept: Unsaved) {
        unsaved = kept
        try {
            store.save(kept.tokens)
            unsaved = null
        } catch (error: IOException) {
            Logger.getLogger("SpotifyAuth").warning("The new Spotify tokens could not be saved yet.")
        }
    }

    /** Sign in again: there is no refresh token, or Spotify refused it. */
    class ReauthRequired(message: String) : IOException(message)

    /** What is kept between requests. */
    class Tokens(
        val accessToken: String,
        /** Empty with client credentials. */
        val refreshToken: String,
        /** Seconds since 1970. */
        val expiresAt: Long
    )

    /** `replaces` is the access token that the store still holds. */
    private class Unsaved(val tokens: Tokens, val replaces: String?)

    private class Newest(val accessToken: String, val coolUntilNanos: Long)

    /** Where the tokens live: a file, a database row. */
    interface TokenStore {
        fun load(): Tokens?

        /** Returns once the tokens are safe; null removes them. */
        fun save(tokens: Tokens?)

        /** Keeps other processes that share the store out until it is closed. */
        fun lock(): Closeable
    }

    /**
     * Tokens in a private file, locked across processes. Keep it out of version control.
     * While there is no file, [refreshToken] is where to start.
     */
    class FileStore(path: Path, private val refreshToken: String?) : TokenStore {
        private val path = path.toAbsolutePath()

        override fun load(): Tokens? {
            val fields = try {
                fieldsOf(String(Files.readAllBytes(path)))
            } catch (missing: NoSuchFileException) {
                emptyMap<String, String>()
            }
            val accessToken = fields["access_token"]
                ?: return refreshToken?.let { Tokens("", it, 0) }
            val expiresAt = fields["expires_at"]?.toLong() ?: 0
            return Tokens(accessToken, fields["refresh_token"] ?: "", expiresAt)
        }

        override fun save(tokens: Tokens?) {
            if (tokens == null) {
                Files.deleteIfExists(path)
                return
            }
            val json = """{"access_token":"${tokens.accessToken}",""" +
                """"refresh_token":"${tokens.refreshToken}","expires_at":${tokens.expiresAt}}"""
            // Created for this user only, then swapped in whole.
            val draft = Files.createTempFile(path.parent, ".spotify", null)
            try {
                Files.write(draft, json.toByteArray())
                Files.move(draft, path, ATOMIC_MOVE, REPLACE_EXISTING)
            } finally {
                Files.deleteIfExists(draft)
            }
        }

        override fun lock(): Closeable {
            val channel = FileChannel.open(path.resolveSibling("${path.fileName}.lock"), CREATE, WRITE)
            while (true) {
                try {
                    channel.lock()
                    return channel
                } catch (sameProcess: OverlappingFileLockException) {
                    Thread.sleep(20)
                }
            }
        }
    }

    /** Tokens of this process only: enough where a new one can always be had. */
    class MemoryStore : TokenStore {
        @Volatile private var tokens: Tokens? = null

        override fun load() = tokens

        override fun save(tokens: Tokens?) {
            this.tokens = tokens
        }

        override fun lock() = Closeable {}
    }

    companion object {
        private const val API = "https://api.spotify.com/"
        private const val TOKEN_URL = "https://accounts.spotify.com/api/token"
        private const val MARGIN_SECONDS = 60L
        private const val COOL_DOWN_SECONDS = 10L
        private const val REFRESH_TIMEOUT_SECONDS = 15L
        private val FIELD = Regex(""""(\w+)"\s*:\s*(?:"([^"\\]+)"|(\d+))""")

        /**
         * The signed-in user. After the code exchange call [signedIn], or start with a refresh token
         * in SPOTIFY_REFRESH_TOKEN. For many users make a SpotifyAuth for each, with a store of its own.
         */
        val USER by lazy {
            val path = Paths.get(".spotify-tokens.json")
            SpotifyAuth(
                System.getenv("SPOTIFY_CLIENT_ID"),
                System.getenv("SPOTIFY_CLIENT_SECRET"), // not set for PKCE
                "refresh_token",
                FileStore(path, System.getenv("SPOTIFY_REFRESH_TOKEN"))
            )
        }

        /** The app itself (client credentials): there is no user and no sign-in. */
        val APP by lazy {
            SpotifyAuth(
                System.getenv("SPOTIFY_CLIENT_ID"),
                System.getenv("SPOTIFY_CLIENT_SECRET"),
                "client_credentials",
                MemoryStore()
            )
        }

        /** The only place a Spotify token may be sent to. */
        private fun isSpotifyApi(request: Request) = request.url.toString().startsWith(API)

        private fun wasRetried(response: Response): Boolean {
            val prior = response.priorResponse ?: return false
            return prior.code == 401 || wasRetried(prior)
        }

        private fun withToken(request: Request, token: String) =
            request.newBuilder().header("Authorization", "Bearer $token").build()

        private fun nowSeconds() = System.currentTimeMillis() / 1000

        /** Spotify often sends no refresh token: the one that was spent stays valid. */
        private fun toTokens(answer: Map<String, String>, startedAt: Long, spent: String) = Tokens(
            answer["access_token"] ?: "",
            answer["refresh_token"] ?: spent,
            startedAt + (answer["expires_in"]?.toLong() ?: 3600)
        )

        /** Strings and whole numbers of a flat JSON object: all that tokens need. */
        private fun fieldsOf(json: String): Map<String, String> =
            FIELD.findAll(json).associate { match ->
                val (name, text, number) = match.destructured
                name to (if (text == "") number else text)
            }
    }
}
