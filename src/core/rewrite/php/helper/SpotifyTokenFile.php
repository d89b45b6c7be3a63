<?php

declare(strict_types=1);

/** Where the tokens live: a file, a database row. What is saved holds strings and numbers. */
interface SpotifyTokenStore
{
    /** What was saved last; empty where nothing was. */
    public function load(): array;

    /** Returns once the tokens are safe. */
    public function save(#[\SensitiveParameter] array $tokens): void;

    /** Runs it while no other process that shares the store is at it. */
    public function lock(callable $critical): string;
}

/** Tokens in a private file, locked across processes. */
final class SpotifyTokenFile implements SpotifyTokenStore
{
    /** A web server that runs the file shows nothing of it. */
    private const GUARD = "<?php exit; ?>\n";

    public function __construct(private string $path)
    {
    }

    public function load(): array
    {
        $text = is_file($this->path) ? file_get_contents($this->path) : false;
        $tokens = is_string($text) ? json_decode(substr($text, strlen(self::GUARD)), true) : null;

        return is_array($tokens) ? $tokens : [];
    }

    public function save(#[\SensitiveParameter] array $tokens): void
    {
        // Created for this user only, then swapped in whole.
        $draft = tempnam(dirname($this->path), '.spotify-');
        $text = self::GUARD . json_encode($tokens);
        if (file_put_contents($draft, $text) !== strlen($text) || !rename($draft, $this->path)) {
            @unlink($draft);
            throw new \RuntimeException("$this->path cannot be written.");
        }
    }

    public function lock(callable $critical): string
    {
        $file = @fopen("$this->path.lock", 'c');
        if ($file === false || !flock($file, LOCK_EX)) {
            throw new \RuntimeException("$this->path.lock cannot be locked. Is its folder writable?");
        }
        try {
            return $critical();
        } finally {
            fclose($file);
        }
    }
}
