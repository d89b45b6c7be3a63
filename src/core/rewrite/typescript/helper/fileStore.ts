import { randomUUID } from "node:crypto";
import { link, open, readFile, rename, rm, stat } from "node:fs/promises";
import type { SpotifyTokens, TokenStore } from "./spotifyAuth";

const ABANDONED_MS = 60_000;

/**
 * Tokens in a private file, locked across processes. Keep it out of version
 * control. While there is no file, `refreshToken` is where to start.
 */
export function fileTokenStore(options: {
  path: string;
  refreshToken?: string | undefined;
}): TokenStore {
  const { path, refreshToken } = options;
  const first = refreshToken
    ? { accessToken: "", refreshToken, expiresAt: 0 }
    : undefined;

  return {
    async load() {
      try {
        return JSON.parse(await readFile(path, "utf8")) as SpotifyTokens;
      } catch (error) {
        if (error instanceof SyntaxError || hasCode(error, "ENOENT"))
          return first;
        throw error;
      }
    },
    async save(tokens) {
      if (!tokens) return rm(path, { force: true });
      const draft = `${path}.${randomUUID()}`;
      const file = await open(draft, "wx", 0o600);
      try {
        await file.writeFile(JSON.stringify(tokens));
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
    async lock(work) {
      const lock = `${path}.lock`;
      while (!(await create(lock))) {
        await removeAbandoned(lock);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      try {
        return await work();
      } finally {
        await rm(lock, { force: true });
      }
    },
  };
}

async function create(lock: string): Promise<boolean> {
  try {
    await (await open(lock, "wx")).close();
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** A process that died left its lock behind. */
async function removeAbandoned(lock: string): Promise<void> {
  const seen = await stat(lock).catch(() => undefined);
  if (!seen || Date.now() - seen.mtimeMs < ABANDONED_MS) return;
  const aside = `${lock}.${randomUUID()}`;
  await rename(lock, aside).catch(() => {});
  const moved = await stat(aside).catch(() => undefined);
  // Somebody was faster and holds a new lock: give it back.
  if (moved && moved.ino !== seen.ino) await link(aside, lock).catch(() => {});
  await rm(aside, { force: true });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
