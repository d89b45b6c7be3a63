import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.internal.http.UnrepeatableRequestBody;
import okio.BufferedSink;

/** Runs the program's call() as told by lines on standard input: see driver.ts. */
public class Drive {
    private static final MediaType JSON = MediaType.get("application/json");
    private static volatile long aheadSeconds = 0;

    static long currentTimeMillis() {
        return System.currentTimeMillis() + aheadSeconds * 1000;
    }

    static long nanoTime() {
        return System.nanoTime() + aheadSeconds * 1000_000_000L;
    }

    /** What OkHttp 3.13 knows as a body that can be sent once; later versions ask isOneShot(). */
    private static class Stream extends RequestBody implements UnrepeatableRequestBody {
        private final String text;

        Stream(String text) {
            this.text = text;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(text);
        }
    }

    private static String[] outcome(String path, String method, String kind, String text) {
        RequestBody body = kind.equals("stream") ? new Stream(text) : RequestBody.create(JSON, text);
        try {
            return PROGRAM.call(path, method, method.equals("GET") ? null : body);
        } catch (Exception error) {
            boolean isTyped = error instanceof SpotifyAuth.ReauthRequired;
            return new String[] {isTyped ? "SpotifyReauthRequired" : "error", String.valueOf(error)};
        }
    }

    public static void main(String[] args) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] order = line.split("\t", -1);
            int times = Integer.parseInt(order[0]);
            aheadSeconds += Long.parseLong(order[1]);
            ExecutorService pool = Executors.newFixedThreadPool(times);
            List<Callable<String[]>> work = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                work.add(() -> outcome(order[2], order[3], order[4], order[5]));
            }
            Map<String, Integer> counts = new TreeMap<>();
            String text = "";
            for (Future<String[]> future : pool.invokeAll(work)) {
                counts.merge(future.get()[0], 1, Integer::sum);
                text = future.get()[1];
            }
            pool.shutdown();
            String report = counts.toString().replaceAll("[{},]", "");
            System.out.println(report + "\t" + text.replace('\n', ' '));
        }
        System.exit(0);
    }
}
