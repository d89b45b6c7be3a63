import assert from 'node:assert/strict';
import { languageIdOf, rewriter } from '../../../support/rewriting';

const url = '"https://api.spotify.com/v1/me"';

const go = (body: string, imports = '"net/http"') => `package main\nimport ${imports}\n${body}`;
const java = (body: string, fields = 'OkHttpClient client = new OkHttpClient();') =>
  `import okhttp3.*; class Spotify { ${fields} String f() throws Exception { ${body} } }`;
const newCall = `Response r = client.newCall(new Request.Builder().url(${url}).build()).execute();`;
const kotlin = (body: string, fields = 'private val client = OkHttpClient()') =>
  `import okhttp3.*\nclass Spotify(private val token: String) {\n${fields}\nfun f() {\n${body}\n}\n}`;
const newCallKt = `val r = client.newCall(Request.Builder().url(${url}).build()).execute()`;
const cs = (body: string, fields = 'HttpClient http = new HttpClient();') =>
  `using System.Net.Http; class Spotify { ${fields} async Task F() { ${body} } }`;
const getCs = `var r = await http.GetAsync(${url});`;
const rs = (body: string, returns = 'Result<(), Box<dyn Error>>') =>
  `use reqwest::Client;\nasync fn spotify(client: Client) -> ${returns} { ${body} }`;
const sendRs = `let r = client.get(${url}).bearer_auth(t).send().await?;`;
const request = `req, _ := http.NewRequest("GET", ${url}, nil)`;

/** What is said of a file: title, path, source, then the codes that are found. */
const cases: readonly (readonly [string, string, string, ...string[]])[] = [
  ['http.Get', 'a.go', go(`func f() { http.Get(${url}) }`), 'missing-401-handling'],
  [
    'another name for the package',
    'a.go',
    go(`func f() { web.Get(${url}) }`, 'web "net/http"'),
    'missing-401-handling',
  ],
  ['another package of that name', 'a.go', go(`func f() { http.Get(${url}) }`, 'http "example.com/http"')],
  ['a request', 'a.go', go(`func f() { ${request}; http.DefaultClient.Do(req) }`), 'missing-401-handling'],
  [
    'a wrapper of ones own, called with the address',
    'a.go',
    go(`func get(u string) { http.Get(u) }\nfunc f() { get(${url}) }`),
    'missing-401-handling',
  ],
  ['another host', 'a.go', go('func f() { http.Get("https://api.spotify.com.example.org/v1/me") }')],
  ['the token endpoint', 'a.go', go('func f() { http.PostForm("https://accounts.spotify.com/api/token", v) }')],
  [
    'a comparison',
    'a.go',
    go(`func f() { ${request}; r, _ := c.Do(req); if r.StatusCode == 401 { g() } }; var c http.Client`),
  ],
  [
    'a case',
    'a.go',
    go(`func f() { r, _ := http.Get(${url}); switch r.StatusCode { case http.StatusUnauthorized: g() } }`),
  ],
  [
    'a comparison where the answer goes',
    'a.go',
    go(
      `func f() { r, _ := http.Get(${url}); check(r) }\nfunc check(r *http.Response) { if r.StatusCode == 401 { g() } }`,
    ),
  ],
  [
    'a produced 401',
    'a.go',
    go(`func f(w http.ResponseWriter) { http.Get(${url}); w.WriteHeader(http.StatusUnauthorized) }`),
    'missing-401-handling',
  ],
  ['a transport of ones own', 'a.go', go(`func f() { c := &http.Client{Transport: mine{}}; c.Get(${url}) }`)],
  [
    'a transport of net/http',
    'a.go',
    go(`func f() { c := &http.Client{Transport: &http.Transport{}}; c.Get(${url}) }`),
    'missing-401-handling',
  ],
  ['our own helper', 'a.go', go(`func f() { c := SpotifyClient(&http.Client{}); c.Get(${url}) }`)],
  ['something else that gets', 'a.go', go(`func f() { cache.Get(${url}) }`)],
  ['a client from a function', 'a.go', go(`func f() { c := makeClient(); c.Get(${url}) }`)],
  ['half-typed code', 'a.go', go(`func f() { http.Get(${url}, }`)],
  ['a test', 'a_test.go', go(`func f() { http.Get(${url}) }`)],
  [
    'a client of oauth2',
    'a.go',
    go(`func f() { c := config.Client(ctx, tok); c.Get(${url}) }`, '"golang.org/x/oauth2"'),
    'proactive-only',
  ],
  [
    'a token that is not renewed',
    'a.go',
    go('func f() { spotify.New(oauth2.NewClient(ctx, oauth2.StaticTokenSource(t))) }', '"github.com/zmb3/spotify/v2"'),
    'missing-401-handling',
  ],
  [
    'the client of zmb3/spotify',
    'a.go',
    go('func f() { spotify.New(auth.Client(r.Context(), tok)) }', '"github.com/zmb3/spotify/v2"'),
    'proactive-only',
  ],
  ['a call', 'A.java', java(newCall), 'missing-401-handling'],
  [
    'an address that is built',
    'A.java',
    java(
      'client.newCall(new Request.Builder().url(HttpUrl.get(API).newBuilder().addPathSegment("me").build()).build());',
      'OkHttpClient client; String API = "https://api.spotify.com/v1";',
    ),
    'missing-401-handling',
  ],
  [
    'a request in a variable',
    'A.java',
    java(`Request q = new Request.Builder().url(${url}).build(); client.newCall(q);`),
    'missing-401-handling',
  ],
  ['another host', 'A.java', java(newCall.replace('spotify.com', 'example.com'))],
  ['a comparison', 'A.java', java(`${newCall} if (r.code() == 401) g();`)],
  ['a case', 'A.java', java(`${newCall} switch (r.code()) { case 401: g(); }`)],
  ['a constant', 'A.java', java(`${newCall} if (HttpURLConnection.HTTP_UNAUTHORIZED == r.code()) g();`)],
  ['a produced 401', 'A.java', java(`${newCall} return ResponseEntity.status(401);`), 'missing-401-handling'],
  [
    'an authenticator',
    'A.java',
    java(newCall, 'OkHttpClient client = new OkHttpClient.Builder().authenticator(a).build();'),
  ],
  [
    'an unknown interceptor',
    'A.java',
    java(newCall, 'OkHttpClient client = new OkHttpClient.Builder().addInterceptor(new AuthInterceptor()).build();'),
  ],
  [
    'an interceptor that logs',
    'A.java',
    java(
      newCall,
      'OkHttpClient client = new OkHttpClient.Builder().addInterceptor(new HttpLoggingInterceptor()).build();',
    ),
    'missing-401-handling',
  ],
  ['our own helper', 'A.java', java(newCall, 'OkHttpClient client = SpotifyAuth.USER.client(new OkHttpClient());')],
  [
    'a service of Retrofit',
    'A.java',
    java(`return new Retrofit.Builder().baseUrl(${url}).build();`),
    'missing-401-handling',
  ],
  ['half-typed code', 'A.java', java(`client.newCall(new Request.Builder().url(${url}).build(;`)],
  ['a test', 'src/test/A.java', java(newCall)],
  ['a call', 'A.kt', kotlin(newCallKt), 'missing-401-handling'],
  [
    'a template',
    'A.kt',
    kotlin(
      'client.newCall(Request.Builder().url("$API/me").build())',
      'val client: OkHttpClient = make()\nval API = "https://api.spotify.com"',
    ),
  ],
  [
    'a client that is given',
    'A.kt',
    kotlin('c.newCall(Request.Builder().url("$API/me").build())', 'val API = "https://api.spotify.com"').replace(
      'token: String',
      'c: OkHttpClient',
    ),
    'missing-401-handling',
  ],
  ['a comparison', 'A.kt', kotlin(`${newCallKt}\nif (r.code == 401) g()`)],
  ['a when', 'A.kt', kotlin(`${newCallKt}\nwhen (r.code) { 401 -> g() }`)],
  ['an authenticator', 'A.kt', kotlin(newCallKt, 'val client = OkHttpClient.Builder().authenticator(a).build()')],
  ['our own helper', 'A.kt', kotlin(newCallKt, 'val client = SpotifyAuth.USER.client(OkHttpClient())')],
  [
    'a service of Retrofit',
    'A.kt',
    kotlin(`return Retrofit.Builder().baseUrl(${url}).build()`),
    'missing-401-handling',
  ],
  [
    'a client of Retrofit that refreshes',
    'A.kt',
    kotlin(
      `return Retrofit.Builder().baseUrl(${url}).client(client).build()`,
      'val client = OkHttpClient.Builder().authenticator(a).build()',
    ),
  ],
  ['a call', 'A.cs', cs(getCs), 'missing-401-handling'],
  [
    'a request message',
    'A.cs',
    cs(`await http.SendAsync(new HttpRequestMessage { RequestUri = new Uri(${url}) });`),
    'missing-401-handling',
  ],
  [
    'an address that is relative to Spotify',
    'A.cs',
    cs(`http.BaseAddress = new Uri(${url}); await http.GetStringAsync("albums");`),
    'missing-401-handling',
  ],
  ['another host', 'A.cs', cs('await http.GetStringAsync("https://accounts.spotify.com/api/token");')],
  ['a comparison', 'A.cs', cs(`${getCs} if (r.StatusCode == HttpStatusCode.Unauthorized) G();`)],
  ['a pattern', 'A.cs', cs(`${getCs} if (r.StatusCode is HttpStatusCode.Unauthorized) G();`)],
  ['a case', 'A.cs', cs(`${getCs} switch ((int)r.StatusCode) { case 401: G(); break; }`)],
  ['a produced 401', 'A.cs', cs(`${getCs} return Unauthorized();`), 'missing-401-handling'],
  ['a handler of ones own', 'A.cs', cs(getCs, 'HttpClient http = new HttpClient(new RefreshingHandler());')],
  ['our own helper', 'A.cs', cs(getCs, 'HttpClient http = new HttpClient(SpotifyAuth.User.Handler());')],
  ['a client that is given', 'A.cs', cs(getCs, 'HttpClient http;'), 'missing-401-handling'],
  ['something else that gets', 'A.cs', cs(`await cache.GetAsync(${url});`)],
  [
    'a client that is registered',
    'A.cs',
    cs(`s.AddHttpClient("spotify", c => c.BaseAddress = new Uri(${url}));`),
    'missing-401-handling',
  ],
  [
    'one that has a handler',
    'A.cs',
    cs(`s.AddHttpClient("spotify", c => c.BaseAddress = new Uri(${url})).AddHttpMessageHandler<Mine>();`),
  ],
  ['a test', 'PlayerTests.cs', cs(getCs)],
  ['a call', 'a.rs', rs(sendRs), 'missing-401-handling'],
  [
    'a template',
    'a.rs',
    rs('let b = "https://api.spotify.com"; client.get(format!("{}/v1", b)).send().await?;'),
    'missing-401-handling',
  ],
  [
    'a template with names',
    'a.rs',
    rs('let b = "https://api.spotify.com"; client.get(format!("{b}/v1")).send().await?;'),
    'missing-401-handling',
  ],
  ['another host', 'a.rs', rs('client.get("https://accounts.spotify.com/api/token").send().await?;')],
  ['a comparison', 'a.rs', rs(`${sendRs} if r.status() == StatusCode::UNAUTHORIZED { g() }`)],
  ['a number', 'a.rs', rs(`${sendRs} if r.status().as_u16() == 401 { g() }`)],
  ['a match', 'a.rs', rs(`${sendRs} match r.status() { StatusCode::UNAUTHORIZED => g(), _ => h() }`)],
  ['a produced 401', 'a.rs', rs(`${sendRs} return HttpResponse::Unauthorized();`), 'missing-401-handling'],
  ['our own helper', 'a.rs', rs(sendRs.replace('send()', 'send_as_user()'))],
  ['a channel', 'a.rs', rs(`tx.send(${url}).await?;`)],
  ['middleware', 'a.rs', `use reqwest_middleware::ClientBuilder;\n${rs(sendRs)}`],
  ['the error of reqwest, which gets no fix', 'a.rs', rs(sendRs, 'Result<(), reqwest::Error>'), 'missing-401-handling'],
  ['tests in the file', 'a.rs', `#[cfg(test)]\nmod tests { ${rs(sendRs)} }`],
];

describe('findGaps, compiled languages', () => {
  for (const [title, path, source, ...codes] of cases) {
    it(`${path.slice(path.lastIndexOf('.'))}: ${title}`, async () => {
      const gaps = await rewriter.findGaps(source, { languageId: languageIdOf(path), path });
      assert.deepEqual(
        gaps.map(({ code }) => code),
        codes,
      );
      for (const { span } of gaps) assert.ok(span.start < span.end && span.end <= source.length);
    });
  }
});
