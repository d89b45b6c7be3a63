<?php

require_once 'GuzzleHttp/autoload.php';

// The token comes from grant_type=client_credentials.
$client = new \GuzzleHttp\Client(['base_uri' => 'https://api.spotify.com', 'http_errors' => false]);

function call(string $method, string $path, $body)
{
    global $client;

    return $client->requestAsync($method, $path);
}
