import java.util.concurrent.TimeUnit
import okhttp3.ConnectionPool
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody

private const val API = "https://api.spotify.com"

private val client = OkHttpClient.Builder()
    .connectionPool(ConnectionPool(100, 1, TimeUnit.MINUTES))
    .build()

fun call(path: String, method: String, body: RequestBody?): Array<String> {
    val request = Request.Builder()
        .url("$API$path")
        .header("Authorization", "Bearer ${System.getenv("SPOTIFY_ACCESS_TOKEN")}")
        .method(method, body)
        .build()
    client.newCall(request).execute().use { response ->
        return arrayOf(response.code().toString(), response.body()?.string() ?: "")
    }
}
