import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** With a token from grant_type=client_credentials. */
public class App {
    private static final OkHttpClient client = new OkHttpClient();

    static String[] call(String path, String method, RequestBody body) throws IOException {
        Request request = new Request.Builder().url("https://api.spotify.com" + path).method(method, body).build();
        try (Response response = client.newCall(request).execute()) {
            return new String[] {String.valueOf(response.code()), response.body().string()};
        }
    }
}
