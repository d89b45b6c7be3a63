<?php

namespace Music;

use GuzzleHttp\Client;

require_once 'GuzzleHttp/autoload.php';

class Api
{
    public function __construct(private Client $http)
    {
    }

    public function call(string $method, string $path, $body)
    {
        return $this->http->requestAsync($method, "https://api.spotify.com$path", [
            'headers' => ['Authorization' => 'Bearer ' . getenv('SPOTIFY_ACCESS_TOKEN'), 'Accept' => '*/*'],
            'body' => $body,
        ]);
    }
}

function call(string $method, string $path, $body)
{
    static $api;
    $api ??= new Api(new Client(['http_errors' => false]));

    return $api->call($method, $path, $body);
}
