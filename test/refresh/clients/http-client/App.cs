using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

/// <summary>With a token from grant_type=client_credentials.</summary>
public static class App
{
    private static readonly HttpClient http = new HttpClient(new HttpClientHandler { UseCookies = false })
    {
        BaseAddress = new Uri("https://api.spotify.com"),
    };

    public static async Task<(int, string)> Call(
        string path,
        string method,
        HttpContent content,
        CancellationToken cancellation)
    {
        using (var response = content == null
            ? await http.GetAsync(path, cancellation)
            : await http.PostAsync(path, content, cancellation))
        {
            var text = await response.Content.ReadAsStringAsync();
            return ((int)response.StatusCode, text);
        }
    }
}
