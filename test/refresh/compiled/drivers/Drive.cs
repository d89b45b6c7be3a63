using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

/// <summary>Runs the program's Call() as told by lines on standard input: see driver.ts.</summary>
public static class Drive
{
    private static TimeSpan ahead = TimeSpan.Zero;

    public static DateTimeOffset UtcNow => DateTimeOffset.UtcNow + ahead;

    public static TimeSpan Elapsed(TimeSpan real) => real + ahead;

    private static async Task<(string, string)> Outcome(string path, string method, string kind, string text)
    {
        HttpContent content = new StringContent(text, Encoding.UTF8, "application/json");
        if (kind == "stream")
        {
            content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        }

        try
        {
            var (status, answer) = await PROGRAM.Call(path, method, method == "GET" ? null : content);
            return (status.ToString(), answer);
        }
        catch (SpotifyReauthRequiredException)
        {
            return ("SpotifyReauthRequired", "");
        }
        catch (Exception error)
        {
            return ("error", error.Message);
        }
    }

    public static void Main()
    {
        ServicePointManager.DefaultConnectionLimit = 200;
        for (var line = Console.ReadLine(); line != null; line = Console.ReadLine())
        {
            var order = line.Split('\t');
            ahead += TimeSpan.FromSeconds(int.Parse(order[1]));
            var work = Enumerable.Range(0, int.Parse(order[0]))
                .Select(_ => Task.Run(() => Outcome(order[2], order[3], order[4], order[5])))
                .ToArray();
            Task.WaitAll(work);
            var counts = work.GroupBy(task => task.Result.Item1).Select(group => $"{group.Key}={group.Count()}");
            var text = work.Last().Result.Item2.Replace('\n', ' ').Replace('\t', ' ');
            Console.WriteLine($"{string.Join(" ", counts)}\t{text}");
        }
    }
}
