using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

/// <summary>Runs the program's Call() as told by lines on standard input: see driver.ts.</summary>
public static class Drive
{
    private static TimeSpan ahead = TimeSpan.Zero;

    public static DateTimeOffset UtcNow => DateTimeOffset.UtcNow + ahead;

    public static TimeSpan Elapsed(TimeSpan real) => real + ahead;

    /// <summary>With AUTHLENS_HURRY, what should take fifteen seconds takes one.</summary>
    public static TimeSpan Timeout(TimeSpan real)
    {
        return Environment.GetEnvironmentVariable("AUTHLENS_HURRY") == null ? real : TimeSpan.FromTicks(real.Ticks / 15);
    }

    public static void Write(TextWriter writer, string text)
    {
        if (File.Exists("disk-full"))
        {
            throw new IOException("No space left on device");
        }

        writer.Write(text);
    }

    private static async Task WaitFor(string file)
    {
        while (!File.Exists(file))
        {
            await Task.Delay(10);
        }
    }

    private static async Task<(string, string)> Outcome(string[] order, CancellationToken cancellation)
    {
        var (path, method, kind, text) = (order[2], order[3], order[4], order[5]);
        HttpContent content = new StringContent(text, Encoding.UTF8, "application/json");
        if (kind == "stream")
        {
            content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        }

        try
        {
            if (method == "SIGN-IN")
            {
                await SpotifyAuth.User.SignedInAsync(text);
                return ("signed-in", "");
            }

            var (status, answer) = await PROGRAM.Call(path, method, method == "GET" ? null : content, cancellation);
            return (status.ToString(), answer);
        }
        catch (SpotifyReauthRequiredException)
        {
            return ("SpotifyReauthRequired", "");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ("aborted", "");
        }
        catch (Exception error)
        {
            return ("error", error.Message);
        }
    }

    private static Task<(string, string)> Start(string[] order, CancellationToken cancellation)
    {
        return Task.Run(() => Outcome(order, cancellation));
    }

    private static async Task<(string, string)[]> Run(string[] order)
    {
        var times = int.Parse(order[0]);
        if (order[4] != "abort")
        {
            return await Task.WhenAll(Enumerable.Range(0, times).Select(_ => Start(order, CancellationToken.None)));
        }

        var abort = new CancellationTokenSource();
        var first = Start(order, abort.Token);
        await WaitFor("others");
        var aborted = Task.WhenAll(first, Start(order, abort.Token));
        var others = Task.WhenAll(Enumerable.Range(2, times - 2).Select(_ => Start(order, CancellationToken.None)));
        await WaitFor("abort");
        abort.Cancel();
        await aborted;
        File.WriteAllText("aborted", "");
        await others;
        return aborted.Result.Concat(others.Result).ToArray();
    }

    public static void Main()
    {
        ServicePointManager.DefaultConnectionLimit = 200;
        for (var line = Console.ReadLine(); line != null; line = Console.ReadLine())
        {
            var order = line.Split('\t');
            ahead += TimeSpan.FromSeconds(int.Parse(order[1]));
            var outcomes = Run(order).Result;
            var counts = outcomes.GroupBy(outcome => outcome.Item1).Select(group => $"{group.Key}={group.Count()}");
            var text = outcomes.Last().Item2.Replace('\n', ' ').Replace('\t', ' ');
            Console.WriteLine($"{string.Join(" ", counts)}\t{text}");
        }
    }
}
