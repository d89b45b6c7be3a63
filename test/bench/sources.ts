// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is generated is source code.

/** How a language writes a function that asks for a list, of Spotify or of something else. */
interface Template {
  readonly ending: string;
  readonly head: string;
  readonly tail?: string;
  readonly spotify: string;
  readonly other: string;
  /** `CALL` and `N` stand for the call and for the function's number. */
  readonly body: string;
}

/**
 * Code of the usual density.
 *
 * @param every which functions call Spotify: each tenth
 */
export function sourceOf(languageId: string, lines: number, every = 10): string {
  const { head, tail = '', spotify, other, body } = template(languageId);
  const parts = [head];
  let count = head.split('\n').length;
  for (let index = 0; count < lines; index++) {
    const part = body.replace('CALL', () => (index % every === 0 ? spotify : other)).replaceAll('N#', String(index));
    count += part.split('\n').length - 1;
    parts.push(part);
  }
  return parts.join('') + tail;
}

export function pathOf(languageId: string): string {
  return `src/lists.${template(languageId).ending}`;
}

function template(languageId: string): Template {
  const found = templates[languageId];
  if (found === undefined) throw new Error(`no template for ${languageId}`);
  return found;
}

/** By VS Code's language identifiers; Kotlin, C# and Rust share the code that Java and Go stand for. */
export const templates: Readonly<Record<string, Template>> = {
  typescript: {
    ending: 'ts',
    head: "import { cache, request } from './store';\n",
    spotify:
      'fetch(`https://api.spotify.com/v1/me/playlists?${query}`, {\n    headers: { Authorization: `Bearer ${token}` },\n  })',
    other: 'request(`/lists/N#?${query}`)',
    body: `
/** The list N#, from the cache while it is young. */
export async function loadN#(token: string, names: readonly string[] = []): Promise<Item[]> {
  const query = new URLSearchParams({ offset: 'N#' });
  for (const name of names) {
    query.append('name', name.trim());
  }
  const cached = cache.get(query);
  if (cached !== undefined && cached.at > Date.now() - 1000) {
    return cached.items;
  }
  const response = await CALL;
  if (!response.ok) {
    throw new Error(\`List N#: HTTP \${response.status}\`);
  }
  const { items } = await response.json();
  return items.map((item) => ({
    id: item.id,
    title: item.name ?? 'untitled',
  }));
}
`,
  },
  python: {
    ending: 'py',
    head: 'import requests\nfrom store import cache, request\n',
    spotify:
      'requests.get(\n        f"https://api.spotify.com/v1/me/playlists?{query}",\n        headers={"Authorization": f"Bearer {token}"},\n    )',
    other: 'request(f"/lists/N#?{query}")',
    body: `
def load_N#(token, names=()):
    """The list N#, from the cache while it is young."""
    query = {"offset": "N#"}
    for name in names:
        query["name"] = name.strip()
    cached = cache.get(query)
    if cached is not None and cached.at > now() - 1000:
        return cached.items
    response = CALL
    if not response.ok:
        raise ValueError(f"List N#: HTTP {response.status_code}")
    items = response.json()["items"]
    return [{"id": item.id, "title": item.name or "untitled"} for item in items]
`,
  },
  java: {
    ending: 'java',
    head: 'package lists;\n\nimport okhttp3.OkHttpClient;\nimport okhttp3.Request;\n\nclass Lists {\n',
    tail: '}\n',
    spotify:
      'new OkHttpClient()\n        .newCall(new Request.Builder().url("https://api.spotify.com/v1/me").header("Authorization", token).build())\n        .execute()',
    other: 'request("/lists/N#?" + query)',
    body: `
  /** The list N#, from the cache while it is young. */
  List<Item> loadN#(String token, List<String> names) throws IOException {
    Map<String, String> query = new HashMap<>();
    query.put("offset", "N#");
    for (String name : names) {
      query.put("name", name.trim());
    }
    Cached cached = cache.get(query);
    if (cached != null && cached.at() > now() - 1000) {
      return cached.items();
    }
    Response response = CALL;
    if (!response.isSuccessful()) {
      throw new IOException("List N#: HTTP " + response.code());
    }
    return parse(response.body().string());
  }
`,
  },
  go: {
    ending: 'go',
    head: 'package lists\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n',
    spotify: 'http.Get("https://api.spotify.com/v1/search?" + query["text"])',
    other: 'request(fmt.Sprintf("/lists/N#?%s", query))',
    body: `
// LoadN# reads the list N#, from the cache while it is young.
func LoadN#(names []string) ([]Item, error) {
	query := map[string]string{"offset": "N#"}
	for _, name := range names {
		query["name"] = trim(name)
	}
	cached := cache.Get(query)
	if cached != nil && cached.At > now()-1000 {
		return cached.Items, nil
	}
	response, err := CALL
	if err != nil {
		return nil, fmt.Errorf("list N#: %w", err)
	}
	return decode(response)
}
`,
  },
  php: {
    ending: 'php',
    head: '<?php\n\nuse GuzzleHttp\\Client;\n',
    spotify:
      "(new Client())->get('https://api.spotify.com/v1/me', ['headers' => ['Authorization' => 'Bearer ' . $token]])",
    other: 'request("/lists/N#?" . $query)',
    body: `
/** The list N#, from the cache while it is young. */
function loadN#(string $token, array $names): array
{
    $query = ['offset' => N#];
    foreach ($names as $name) {
        $query['name'] = trim($name);
    }
    $cached = cache()->get($query);
    if ($cached !== null && $cached->at > now() - 1000) {
        return $cached->items;
    }
    $response = CALL;
    return json_decode($response->getBody(), true)['items'];
}
`,
  },
  ruby: {
    ending: 'rb',
    head: "require 'net/http'\nrequire 'json'\n",
    spotify: "Net::HTTP.get_response(URI('https://api.spotify.com/v1/me'), { 'Authorization' => token })",
    other: 'request("/lists/N#?#{query}")',
    body: `
# The list N#, from the cache while it is young.
def load_N#(token, names = [])
  query = { offset: N# }
  names.each do |name|
    query[:name] = name.strip
  end
  cached = cache.get(query)
  return cached.items if cached && cached.at > now - 1000

  response = CALL
  raise "List N#: HTTP #{response.status}" unless response.ok?

  JSON.parse(response.body)['items'].map { |item| { id: item.id, title: item.name || 'untitled' } }
end
`,
  },
  shellscript: {
    ending: 'sh',
    head: '#!/usr/bin/env bash\n',
    spotify: 'curl -s -H "Authorization: Bearer $TOKEN" "https://api.spotify.com/v1/me/playlists?$query"',
    other: 'request "/lists/N#?$query"',
    body: `
# The list N#, from the cache while it is young.
load_N#() {
  local query="offset=N#"
  for name in "$@"; do
    query="$query&name=$(trim "$name")"
  done
  if cached "$query"; then
    cat "$CACHE/$query"
    return 0
  fi
  CALL > "out"
  jq -r '.items[] | .id' "out"
}
`,
  },
};
