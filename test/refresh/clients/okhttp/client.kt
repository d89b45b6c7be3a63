import java.util.concurrent.TimeUnit
import okhttp3.Call
import okhttp3.ConnectionPool
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody
import okhttp3.Response

private const val API = "https://api.spotify.com"

private val client = OkHttpClient.Builder()
    .connectionPool(ConnectionPool(100, 1, TimeUnit.MINUTES))
    .build()

fun newCall(path: String, method: String, body: RequestBody?): Call {
    val request = Request.Builder()
        .url("$API$path")
        .header("Authorization", "Bearer ${System.getenv("SPOTIFY_ACCESS_TOKEN")}")
        .method(method, body)
        .build()
    return client.newCall(request)
}

fun textOf(response: Response) = response.body()?.string() ?: ""
