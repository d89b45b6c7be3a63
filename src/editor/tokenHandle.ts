/** Points at a token without holding any of it: what a command link or a status-bar click carries. */
export interface TokenHandle {
  readonly uri: string;
  readonly version: number;
  /** UTF-16 offset of the token's first character. */
  readonly start: number;
}

/** Any extension and any Markdown can call a command with arguments of its own, so they are read with suspicion. */
export function tokenHandleFrom(argument: unknown): TokenHandle | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { uri, version, start } = argument as Record<string, unknown>;
  if (typeof uri !== 'string' || uri.length > 8192) return undefined;
  if (!isOffset(version) || !isOffset(start)) return undefined;
  return { uri, version, start };
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
