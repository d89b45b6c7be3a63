import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http.UnrepeatableRequestBody;
import okio.BufferedSink;

/** Runs the program's calls as told by lines on standard input: see driver.ts. */
public class Drive {
    private static final MediaType JSON = MediaType.get("application/json");
    private static volatile long aheadSeconds = 0;

    static long currentTimeMillis() {
        return System.currentTimeMillis() + aheadSeconds * 1000;
    }

    static long nanoTime() {
        return System.nanoTime() + aheadSeconds * 1000_000_000L;
    }

    /** With AUTHLENS_HURRY, what should take fifteen seconds takes one. */
    static long timeout(long real) {
        return System.getenv("AUTHLENS_HURRY") == null ? real : real / 15;
    }

    static void write(Path file, byte[] bytes) throws IOException {
        if (isThere("disk-full")) throw new IOException("No space left on device");
        Files.write(file, bytes);
    }

    private static boolean isThere(String file) {
        return Files.exists(Paths.get(file));
    }

    private static void waitFor(String file) throws InterruptedException {
        while (!isThere(file)) Thread.sleep(10);
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

    private static Call newCall(String[] order) {
        RequestBody body = order[4].equals("stream") ? new Stream(order[5]) : RequestBody.create(JSON, order[5]);
        return PROGRAM.newCall(order[2], order[3], order[3].equals("GET") ? null : body);
    }

    private static String[] outcome(Call call) {
        try (Response response = call.execute()) {
            return new String[] {String.valueOf(response.code()), response.body().string()};
        } catch (SpotifyAuth.ReauthRequired error) {
            return new String[] {"SpotifyReauthRequired", ""};
        } catch (IOException error) {
            boolean isAborted = call.isCanceled() || Thread.currentThread().isInterrupted();
            return new String[] {isAborted ? "aborted" : "error", String.valueOf(error)};
        }
    }

    private static String[] signIn(String answer) throws IOException {
        SpotifyAuth.USER.signedIn(answer);
        return new String[] {"signed-in", ""};
    }

    /** The first is canceled as OkHttp does it, the second as a thread pool that shuts down does it. */
    private static List<Future<String[]>> startAborted(String[] order, ExecutorService pool) throws Exception {
        List<Future<String[]>> aborted = new ArrayList<>();
        Call canceled = newCall(order);
        aborted.add(pool.submit(() -> outcome(canceled)));
        waitFor("others");
        ExecutorService single = Executors.newSingleThreadExecutor();
        aborted.add(single.submit(() -> outcome(newCall(order))));
        pool.submit(
                () -> {
                    waitFor("abort");
                    canceled.cancel();
                    single.shutdownNow();
                    for (Future<String[]> one : aborted) one.get();
                    return Files.createFile(Paths.get("aborted"));
                });
        return aborted;
    }

    public static void main(String[] args) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        ExecutorService pool = Executors.newCachedThreadPool();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] order = line.split("\t", -1);
            int times = Integer.parseInt(order[0]);
            aheadSeconds += Long.parseLong(order[1]);
            List<Future<String[]>> work = new ArrayList<>();
            if (order[4].equals("abort")) work.addAll(startAborted(order, pool));
            while (work.size() < times) {
                boolean isSignIn = order[3].equals("SIGN-IN");
                work.add(pool.submit(() -> isSignIn ? signIn(order[5]) : outcome(newCall(order))));
            }
            Map<String, Integer> counts = new TreeMap<>();
            String text = "";
            for (Future<String[]> future : work) {
                counts.merge(future.get()[0], 1, Integer::sum);
                text = future.get()[1];
            }
            String report = counts.toString().replaceAll("[{},]", "");
            System.out.println(report + "\t" + text.replace('\n', ' '));
        }
        System.exit(0);
    }
}
