import { describeGaps } from '../../../../support/gapCases';

const gap = 'missing-401-handling';
const url = "'https://api.spotify.com/v1/me'";

describeGaps('findGaps in Ruby', 'lib/music.rb', [
  ['a request of the class', `Net::HTTP.get_response(URI(${url}))`, gap],
  ['a request of the class, by its full name', `::Net::HTTP.get(URI.parse(${url}))`, gap],
  ['a form', `Net::HTTP.post_form(URI(${url}), a: 1)`, gap],
  ['a connection to the host', "Net::HTTP.new('api.spotify.com', 443)", gap],
  [
    'a connection to the host of a URL',
    `uri = URI(${url})\nNet::HTTP.start(uri.hostname, uri.port) { |h| h.request(r) }`,
    gap,
  ],
  ['a host in a variable', `uri = URI(${url})\nhost = uri.host\nNet::HTTP.start(host, 443)`, gap],
  ['interpolation of a constant', `API = 'https://api.spotify.com'.freeze\nNet::HTTP.get(URI("#{API}/v1/me"))`, gap],
  ['concatenation', `API = 'https://api.spotify.com'\nNet::HTTP.get(URI(API + '/v1/me'))`, gap],
  ['join', `Net::HTTP.get(URI.join('https://api.spotify.com', '/v1/me'))`, gap],
  ['format', `Net::HTTP.get(URI(format('%s/v1/me', 'https://api.spotify.com')))`, gap],
  [
    'a method that returns the base',
    `def base = 'https://api.spotify.com'\ndef me = Net::HTTP.get(URI("#{base}/v1/me"))`,
    gap,
  ],
  ['a default of the environment', `Net::HTTP.get(URI(ENV.fetch('API', 'https://api.spotify.com')))`, gap],
  ['a URL by what callers pass', `def get(u)\n  Net::HTTP.get(URI(u))\nend\nget(${url})`, gap],
  [
    'an instance variable',
    `class A\n  def initialize\n    @u = URI(${url})\n  end\n  def me = Net::HTTP.get(@u)\nend`,
    gap,
  ],
  ['Faraday with a URL', "Faraday.new(url: 'https://api.spotify.com')", gap],
  ['Faraday with a bare URL', "Faraday.new 'https://api.spotify.com/v1'", gap],
  ['Faraday with a prefix', "Faraday.new { |f| f.url_prefix = 'https://api.spotify.com' }", gap],
  [
    'Faraday with its own middleware',
    "Faraday.new(url: 'https://api.spotify.com') { |f| f.request :json; f.use Faraday::Response::Logger }",
    gap,
  ],
  ['Faraday without a connection', `Faraday.get(${url})`, gap],
  ['a connection that is used for Spotify', `c = Faraday.new\nc.get(${url})`, gap],
  ['a connection that a method keeps', `def c = @c ||= Faraday.new\ndef me = c.get(${url})`, gap],

  ['another host', "# spotify\nNet::HTTP.get(URI('https://example.com'))"],
  ['the token endpoint', "Net::HTTP.post_form(URI('https://accounts.spotify.com/api/token'), a: 1)"],
  ['a class of that name', `Music::HTTP.get(URI(${url}))`],
  ['a comment', `# Net::HTTP.get(URI(${url}))`],
  ['a middleware of one’s own', "Faraday.new('https://api.spotify.com') { |f| f.use Refreshing }"],
  ['a registered middleware', "Faraday.new('https://api.spotify.com') { |f| f.request :spotify_refresh }"],
  ['a comparison', `def f\n  r = Net::HTTP.get_response(URI(${url}))\n  g if r.code == '401'\nend`],
  ['a modifier', `def f\n  r = Faraday.get(${url})\n  return g unless r.status != 401\nend`],
  ['a list', `def f\n  r = Faraday.get(${url})\n  g if [401, 403].include?(r.status)\nend`],
  ['a case', `def f\n  case Faraday.get(${url}).status\n  when 401 then g\n  end\nend`],
  ['the class of the answer', `def f\n  g if Net::HTTP.get_response(URI(${url})).is_a?(Net::HTTPUnauthorized)\nend`],
  ['a rescue', `def f\n  Faraday.get(${url})\nrescue Faraday::UnauthorizedError\n  g\nend`],
  ['one hop', `def ok?(r) = r.status != 401\ndef f = ok?(Faraday.get(${url}))`],
  [
    'a connection that is looked after elsewhere',
    `def initialize\n  @c = Faraday.new(${url})\nend\ndef f = @c.get('x').status == 401 ? g : 1`,
  ],
  [
    'a produced 401',
    `def f\n  Faraday.get(${url})\n  head 401\n  render status: :unauthorized\n  raise Unauthorized\nend`,
    gap,
  ],
  [
    'a token made a moment before',
    `def t = post('https://accounts.spotify.com/api/token', grant_type: 'x')\ndef f\n  t\n  Faraday.get(${url})\nend`,
  ],
  ['half-typed code', `Faraday.get(${url}, { 'Authorization' =>`],
]);

describeGaps('findGaps in Ruby that is tests', 'lib/music_test.rb', [['a test', `Faraday.get(${url})`]]);
describeGaps('findGaps in Ruby that is vendored', 'vendor/bundle/music.rb', [['a gem', `Faraday.get(${url})`]]);
