import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

public class Client {
    private static final String API = "https://api.spotify.com";

    private static final OkHttpClient client =
            new OkHttpClient.Builder()
                    .connectionPool(new ConnectionPool(100, 1, TimeUnit.MINUTES))
                    .build();

    static Call newCall(String path, String method, RequestBody body) {
        Request request =
                new Request.Builder()
                        .url(API + path)
                        .header("Authorization", "Bearer " + System.getenv("SPOTIFY_ACCESS_TOKEN"))
                        .method(method, body)
                        .build();
        return client.newCall(request);
    }
}
