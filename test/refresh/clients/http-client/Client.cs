using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

public static class Client
{
    private const string Api = "https://api.spotify.com";

    private static readonly HttpClient http = new HttpClient();

    public static async Task<(int, string)> Call(
        string path,
        string method,
        HttpContent content,
        CancellationToken cancellation)
    {
        using (var request = new HttpRequestMessage(new HttpMethod(method), $"{Api}{path}"))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", Environment.GetEnvironmentVariable("SPOTIFY_ACCESS_TOKEN"));
            request.Content = content;
            using (var response = await http.SendAsync(request, cancellation))
            {
                var text = await response.Content.ReadAsStringAsync();
                return ((int)response.StatusCode, text);
            }
        }
    }
}
