<?php

use GuzzleHttp\Client;
use GuzzleHttp\Promise\PromiseInterface;

require_once 'GuzzleHttp/autoload.php';

$token = getenv('SPOTIFY_ACCESS_TOKEN');
$client = new Client([
    'base_uri' => 'https://api.spotify.com',
    'http_errors' => false,
    'headers' => ['Authorization' => "Bearer $token"],
]);

function call(string $method, string $path, $body): PromiseInterface
{
    global $client;

    return $client->requestAsync($method, $path, ['body' => $body]);
}
