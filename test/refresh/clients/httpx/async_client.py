import os
import httpx

TOKEN = os.environ.get('SPOTIFY_ACCESS_TOKEN')
TLS = httpx.create_ssl_context()


async def call(path, method='GET', body=None, content_type='application/json'):
    async with httpx.AsyncClient(follow_redirects=True, timeout=20, verify=TLS) as client:
        response = await client.request(method, f'https://api.spotify.com{path}', content=body, headers={'Content-Type': content_type, 'Authorization': f'Bearer {TOKEN}'})
        return response.status_code, response.text
