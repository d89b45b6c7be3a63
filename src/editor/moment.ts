import { formatUtc } from '../core/present/time';

/** `2026-11-21 14:03:05 (2026-11-21 13:03:05 UTC)`: by the user's clock and by the one logs are written in. */
export function formatMoment(epochMs: number): string {
  const local = formatLocal(epochMs);
  return local === undefined ? formatUtc(epochMs) : `${local} (${formatUtc(epochMs)})`;
}

/** `2026-11-21 14:03:05` by the user's clock; nothing where that is the same as UTC, or no date at all. */
export function formatLocal(epochMs: number): string | undefined {
  const offsetMs = new Date(epochMs).getTimezoneOffset() * 60_000;
  if (Number.isNaN(offsetMs) || offsetMs === 0) return undefined;
  return formatUtc(epochMs - offsetMs).replace(' UTC', '');
}
