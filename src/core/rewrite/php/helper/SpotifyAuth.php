<?php

// Refreshes Spotify access tokens: before they expire, and once after a 401.

declare(strict_types=1);

use GuzzleHttp\Exception\GuzzleException;
use GuzzleHttp\Exception\TransferException;
use GuzzleHttp\HandlerStack;

/** Sign in again: there is no refresh token, or Spotify refused it. */
final class SpotifyReauthRequired extends \RuntimeException implements GuzzleException
{
}

/** One signed-in user. Every worker process that shares the store shares its refreshes. */
final class SpotifyAuth
{
    public const API_ORIGIN = 'https://api.spotify.com';
    private const TOKEN_URL = 'https://accounts.spotify.com/api/token';
    private const GRANT = 'refresh_token';
    private const EXPIRY_MARGIN_SECONDS = 60;
    private const COOL_DOWN_SECONDS = 10;
    private const REFRESH_TIMEOUT_SECONDS = 15;

    private ?array $unsaved = null;
    private int $failures = 0;
    private ?\Throwable $failure = null;

    /**
     * @param string $clientSecret empty for PKCE
     * @param string $firstRefreshToken where to start while the store is empty
     */
    public function __construct(
        private SpotifyTokenStore $store,
        private string $clientId,
        #[\SensitiveParameter] private string $clientSecret = '',
        #[\SensitiveParameter] private string $firstRefreshToken = ''
    ) {
    }

    /**
     * The user of this app. For many users make one SpotifyAuth for each, with a store of
     * its own. Keep the token file out of version control and of public folders.
     */
    public static function shared(): self
    {
        static $shared;

        return $shared ??= new self(
            new SpotifyTokenFile(self::setting('SPOTIFY_TOKEN_FILE') ?: __DIR__ . '/.spotify-tokens.php'),
            self::setting('SPOTIFY_CLIENT_ID'),
            self::setting('SPOTIFY_CLIENT_SECRET'),
            self::setting('SPOTIFY_REFRESH_TOKEN')
        );
    }

    /** For Guzzle's option 'handler', of a client or of one request. With $base, its other middleware is kept. */
    public static function handler(?callable $base = null): HandlerStack
    {
        static $plain;
        if ($base === null) {
            return $plain ??= self::handler(HandlerStack::create());
        }
        $stack = $base instanceof HandlerStack ? clone $base : new HandlerStack($base);
        $stack->remove('spotify');
        $stack->push(new SpotifyMiddleware(self::shared()), 'spotify');

        return $stack;
    }

    /** Call this with the token endpoint's answer after each sign-in. */
    public function signedIn(#[\SensitiveParameter] array $answer): void
    {
        $this->store->lock(function () use ($answer): string {
            $this->unsaved = null;
            $tokens = self::toTokens($answer, time(), '');
            $this->store->save($tokens);

            return $tokens['access_token'];
        });
    }

    /**
     * A token to send now.
     *
     * @param string $rejected the token that a 401 was the answer to: then a newer one, or the
     *   same where that would not help
     * @param int|null $failures failures() when that request was sent
     */
    public function accessToken(#[\SensitiveParameter] string $rejected = '', ?int $failures = null): string
    {
        $stored = $this->store->load();
        if ($this->unsaved === null && self::isUsable($stored, $rejected)) {
            return $stored['access_token'];
        }
        // A refresh failed while that request was under way: it shares the error.
        if ($this->failure !== null && $failures !== null && $failures < $this->failures) {
            throw $this->failure;
        }
        try {
            return $this->store->lock(fn (): string => $this->refresh($rejected));
        } catch (\Throwable $error) {
            $this->failures++;
            $this->failure = $error;
            throw $error;
        }
    }

    /** How many refreshes have failed so far. */
    public function failures(): int
    {
        return $this->failures;
    }

    /** Only while the store is locked. */
    private function refresh(#[\SensitiveParameter] string $rejected): string
    {
        $current = $this->load();
        // Another process may have refreshed while this one waited.
        if (self::isUsable($current, $rejected)) {
            return $current['access_token'];
        }
        $spent = self::GRANT === 'refresh_token' ? $this->spendable($current) : '';
        $startedAt = time();
        [$status, $answer] = $this->requestToken($spent);
        if (($answer['error'] ?? '') === 'invalid_grant') {
            $this->unsaved = null;
            $this->store->save(['refused' => hash('sha256', $spent)]);
            throw new SpotifyReauthRequired('Spotify refused the refresh token. Sign in again.');
        }
        if ($status !== 200 || !is_string($answer['access_token'] ?? null)) {
            throw new TransferException("Spotify did not renew the token: HTTP $status");
        }
        $tokens = self::toTokens($answer, $startedAt, $spent);
        $this->keep($tokens, $current['access_token'] ?? '');

        return $tokens['access_token'];
    }

    private function spendable(array $stored): string
    {
        $token = $stored['refresh_token'] ?? $this->firstRefreshToken;
        if ($token === '' || hash('sha256', $token) === ($stored['refused'] ?? '')) {
            throw new SpotifyReauthRequired('Not signed in to Spotify.');
        }

        return $token;
    }

    /**
     * Past Guzzle: waiting for one of its promises here would run the others meanwhile.
     *
     * @return array{int, array} status and answer
     */
    private function requestToken(#[\SensitiveParameter] string $refreshToken): array
    {
        $form = ['grant_type' => self::GRANT];
        if (self::GRANT === 'refresh_token') {
            $form['refresh_token'] = $refreshToken;
        }
        if ($this->clientSecret === '') {
            $form['client_id'] = $this->clientId;
        }
        $request = curl_init(self::TOKEN_URL);
        curl_setopt_array($request, [
            CURLOPT_POSTFIELDS => http_build_query($form),
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_TIMEOUT => self::REFRESH_TIMEOUT_SECONDS,
        ]);
        if ($this->clientSecret !== '') {
            curl_setopt($request, CURLOPT_USERPWD, "$this->clientId:$this->clientSecret");
        }
        $body = curl_exec($request);
        $answer = is_string($body) ? json_decode($body, true) : null;

        return [(int) curl_getinfo($request, CURLINFO_RESPONSE_CODE), is_array($answer) ? $answer : []];
    }

    private static function isUsable(array $tokens, #[\SensitiveParameter] string $rejected): bool
    {
        $token = $tokens['access_token'] ?? '';
        if ($token === '') {
            return false;
        }
        $left = ($tokens['expires_at'] ?? 0) - time();
        $age = time() - ($tokens['refreshed_at'] ?? 0);
        // A token this new is not replaced again: something else is wrong.
        if ($left > 0 && $age >= 0 && $age < min(self::COOL_DOWN_SECONDS, ($left + $age) / 2)) {
            return true;
        }

        return $token !== $rejected && $left > self::EXPIRY_MARGIN_SECONDS;
    }

    private function load(): array
    {
        $stored = $this->store->load();
        if ($this->unsaved === null) {
            return $stored;
        }
        [$tokens, $replaces] = $this->unsaved;
        if (($stored['access_token'] ?? '') !== $replaces) {
            $this->unsaved = null;

            return $stored;
        }
        $this->keep($tokens, $replaces);

        return $tokens;
    }

    /** A rotated refresh token exists only here: keep it, even where saving fails. */
    private function keep(array $tokens, #[\SensitiveParameter] string $replaces): void
    {
        try {
            $this->store->save($tokens);
            $this->unsaved = null;
        } catch (\Exception $error) {
            $this->unsaved = [$tokens, $replaces];
            error_log('The new Spotify tokens could not be saved yet.');
        }
    }

    private static function toTokens(array $answer, int $startedAt, #[\SensitiveParameter] string $spent): array
    {
        return [
            'access_token' => $answer['access_token'],
            // Spotify often sends none: the one that was spent stays valid.
            'refresh_token' => $answer['refresh_token'] ?? $spent,
            'expires_at' => $startedAt + (int) ($answer['expires_in'] ?? 3600),
            'refreshed_at' => time(),
        ];
    }

    private static function setting(string $name): string
    {
        $value = $_ENV[$name] ?? $_SERVER[$name] ?? getenv($name);

        return is_string($value) ? $value : '';
    }
}
