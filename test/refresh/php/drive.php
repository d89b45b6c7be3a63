<?php

// Runs the program's call() as the order says, all at once, and prints how the calls ended.

declare(strict_types=1);

use GuzzleHttp\Promise\Create;
use GuzzleHttp\Promise\Utils;
use GuzzleHttp\Psr7\PumpStream;

[, $program, $order] = $argv;
require $program;
$call = function_exists('Music\call') ? 'Music\call' : 'call';
$order = json_decode($order, true) + ['method' => 'GET', 'body' => null];
if (isset($order['signIn'])) {
    SpotifyAuth::shared()->signedIn($order['signIn']);
    exit(json_encode(['counts' => ['signed-in' => 1], 'text' => null]));
}

/** A body that can be read once. */
function once(string $text): PumpStream
{
    $chunks = [$text];

    return new PumpStream(function () use (&$chunks) {
        return array_shift($chunks) ?? false;
    });
}

function outcomes(callable $call, array $order): array
{
    $promises = [];
    for ($one = 0; $one < $order['times']; $one++) {
        $body = isset($order['stream']) ? once($order['stream']) : $order['body'];
        try {
            $promises[] = $call($order['method'], $order['path'], $body);
        } catch (Throwable $error) {
            $promises[] = Create::rejectionFor($error);
        }
    }
    $outcomes = [];
    foreach (Utils::settle($promises)->wait() as $settled) {
        $outcomes[] = isset($settled['value'])
            ? ['status' => (string) $settled['value']->getStatusCode(), 'text' => (string) $settled['value']->getBody()]
            : ['status' => (new ReflectionClass($settled['reason']))->getShortName(), 'text' => null];
    }

    return $outcomes;
}

$outcomes = outcomes($call, $order);
if (isset($order['again'])) {
    while (!file_exists('go-on')) {
        usleep(10_000);
        clearstatcache();
    }
    array_push($outcomes, ...outcomes($call, $order));
}
echo json_encode(['counts' => array_count_values(array_column($outcomes, 'status')), 'text' => $outcomes[0]['text']]);
