<?php

declare(strict_types=1);

use GuzzleHttp\Promise\PromiseInterface;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\UriInterface;

/** Sends the token, and on a 401 refreshes it and sends the request once more. */
final class SpotifyMiddleware
{
    public function __construct(private SpotifyAuth $auth)
    {
    }

    public function __invoke(callable $next): callable
    {
        return function (RequestInterface $request, array $options) use ($next): PromiseInterface {
            // Redirects come by here too: the token stays with Spotify.
            if (!self::isSpotifyApi($request->getUri())) {
                return $next($request, $options);
            }
            $token = $this->auth->accessToken();
            $failures = $this->auth->failures();
            $retry = function (ResponseInterface $response) use ($next, $request, $options, $token, $failures) {
                if ($response->getStatusCode() !== 401 || !self::canBeSentAgain($request, $options)) {
                    return $response;
                }
                $fresh = $this->auth->accessToken($token, $failures);
                if ($fresh === $token) {
                    return $response;
                }

                return $next(self::withToken($request, $fresh), $options);
            };

            return $next(self::withToken($request, $token), $options)->then($retry);
        };
    }

    private static function isSpotifyApi(UriInterface $uri): bool
    {
        return $uri->getScheme() . '://' . $uri->getAuthority() === SpotifyAuth::API_ORIGIN;
    }

    /** A stream that cannot go back is gone once it was sent; a sink that is open holds the 401 already. */
    private static function canBeSentAgain(RequestInterface $request, array $options): bool
    {
        return $request->getBody()->isSeekable() && is_string($options['sink'] ?? '');
    }

    private static function withToken(RequestInterface $request, #[\SensitiveParameter] string $token): RequestInterface
    {
        return $request->withHeader('Authorization', "Bearer $token");
    }
}
