import { describeGaps } from '../../../../support/gapCases';

const gap = 'missing-401-handling';
const url = "'https://api.spotify.com/v1/me'";
const guzzle = '<?php\nuse GuzzleHttp\\Client;\n';
const made = `${guzzle}$c = new Client();\n`;

describeGaps('findGaps in PHP', 'src/Music.php', [
  ['a client with the base URI', `${guzzle}$c = new Client(['base_uri' => 'https://api.spotify.com/v1/']);`, gap],
  ['a configuration in a variable', `${guzzle}$o = ['base_uri' => 'https://api.spotify.com'];\nnew Client($o);`, gap],
  ['a request by URL', `${made}$c->get(${url});`, gap],
  ['a request by method and URL', `${made}$c->request('GET', ${url}, []);`, gap],
  ['a request that is not waited for', `${made}$c->putAsync(${url});`, gap],
  ['named arguments', `${made}$c->request(uri: ${url}, method: 'GET');`, gap],
  ['a Request object', `${made}$c->send(new Request('GET', ${url}));`, gap],
  ['a Request object in a variable', `${made}$r = new Request('GET', ${url});\n$c->sendAsync($r);`, gap],
  ['interpolation', `${made}$api = 'https://api.spotify.com';\n$c->get("$api/v1/me");`, gap],
  ['a constant', `${made}const API = 'https://api.spotify.com';\n$c->get(API . '/v1/me');`, gap],
  ['a defined constant', `${made}define('API', 'https://api.spotify.com');\n$c->get(API . '/v1/me');`, gap],
  ['sprintf', `${made}$c->get(sprintf('%s/v1/me', 'https://api.spotify.com'));`, gap],
  ['a heredoc', `${made}$c->get(<<<URL\nhttps://api.spotify.com/v1/me\nURL);`, gap],
  ['a default', `${made}$c->get(($base ?? 'https://api.spotify.com') . '/v1/me');`, gap],
  ['another name for the class', `<?php use GuzzleHttp\\Client as Http; $c = new Http; $c->get(${url});`, gap],
  ['a group of imports', `<?php use GuzzleHttp\\{Client, Pool}; (new Client())->get(${url});`, gap],
  ['a full name', `<?php (new \\GuzzleHttp\\Client())->get(${url});`, gap],
  ['a parameter', `${guzzle}function me(Client $c) { return $c->get(${url}); }`, gap],
  [
    'a property, by way of the constructor',
    `${guzzle}class A { function __construct(Client $c) { $this->c = $c; } function me() { return $this->c->get(${url}); } }`,
    gap,
  ],
  [
    'a property with a class constant',
    `${guzzle}class A { const API = 'https://api.spotify.com'; private ?Client $c = null; function me() { return $this->c?->get(self::API . '/me'); } }`,
    gap,
  ],
  [
    'a URL by what callers pass',
    `${made}$f = fn () => get(${url});\nfunction get($u) { return (new Client)->get($u); }`,
    gap,
  ],
  ['a closure', `${made}$u = ${url};\n$f = function () use ($c, $u) { return $c->get($u); };`, gap],

  ['another host', `${made}$c->get('https://spotify.example/v1/me');`],
  ['the token endpoint', `${made}$c->post('https://accounts.spotify.com/api/token');`],
  ['a client of another make', `<?php use Symfony\\Client; $c = new Client(); $c->get(${url});`],
  ['a class of the same name', `<?php namespace App; $c = new Client(); $c->get(${url});`],
  ['a method that sends nothing', `${made}$c->getConfig(${url});`],
  ['a comment', `${made}// $c->get(${url});`],
  ['a handler of the client', `${guzzle}$c = new Client(['base_uri' => ${url}, 'handler' => $stack]);`],
  ['a handler of the request', `${made}$c->get(${url}, ['handler' => $stack] + $options);`],
  [
    'a comparison',
    `${guzzle}function f(Client $c) { $r = $c->get(${url}); return $r->getStatusCode() == 401 ? g() : $r; }`,
  ],
  [
    'a comparison in a catch',
    `${guzzle}function f(Client $c) { try { $c->get(${url}); } catch (E $e) { if (401 === $e->getCode()) g(); } }`,
  ],
  ['a list', `${guzzle}function f(Client $c) { $r = $c->get(${url}); if (in_array($r->s(), [401, 403])) g(); }`],
  [
    'a match',
    `${guzzle}function f(Client $c) { return match ($c->get(${url})->s()) { 401, 403 => g(), default => 1 }; }`,
  ],
  [
    'a constant of the framework',
    `${guzzle}function f(Client $c) { if ($c->get(${url})->s() === R::HTTP_UNAUTHORIZED) g(); }`,
  ],
  [
    'one hop',
    `${guzzle}function ok($s) { return $s !== 401; }\nfunction f(Client $c) { return ok($c->get(${url})->s()); }`,
  ],
  ['a produced 401', `${guzzle}function f(Client $c) { $c->get(${url}); abort(401); http_response_code(401); }`, gap],
  [
    'a token made a moment before',
    `${guzzle}function t($c) { return $c->post('https://accounts.spotify.com/api/token', ['form_params' => ['grant_type' => 'x']]); }\nfunction f(Client $c) { t($c); return $c->get(${url}); }`,
  ],
  ['half-typed code', `${made}$c->get(${url}, ['headers' => [`],
  ['the text of a 401', `<?php // spotify\nif ($m === 'The access token expired') {}`, 'exact-401-text'],
]);

describeGaps('findGaps in PHP that is not the user’s', 'vendor/spotify/Client.php', [
  ['a vendored file', `${made}$c->get(${url});`],
]);

describeGaps('findGaps in tests of PHP', 'src/MusicTest.php', [['a test', `${made}$c->get(${url});`]]);
