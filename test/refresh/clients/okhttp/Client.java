import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

public class Client {
    private static final String API = "https://api.spotify.com";

    private static final OkHttpClient client =
            new OkHttpClient.Builder()
                    .connectionPool(new ConnectionPool(100, 1, TimeUnit.MINUTES))
                    .build();

    static String[] call(String path, String method, RequestBody body) throws IOException {
        Request request =
                new Request.Builder()
                        .url(API + path)
                        .header("Authorization", "Bearer " + System.getenv("SPOTIFY_ACCESS_TOKEN"))
                        .method(method, body)
                        .build();
        try (Response response = client.newCall(request).execute()) {
            return new String[] {String.valueOf(response.code()), response.body().string()};
        }
    }
}
