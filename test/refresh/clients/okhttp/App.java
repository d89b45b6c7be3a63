import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** With a token from grant_type=client_credentials. */
public class App {
    private static final OkHttpClient client = new OkHttpClient();

    static Call newCall(String path, String method, RequestBody body) {
        Request request = new Request.Builder().url("https://api.spotify.com" + path).method(method, body).build();
        return client.newCall(request);
    }
}
