/** `2026-11-21 14:03:05 (13:03:05 UTC)`: by the clock on the user's wall and by the one logs are written in. */
export function formatMoment(epochMs: number): string {
  const moment = new Date(epochMs);
  if (Number.isNaN(moment.getTime())) return 'a time out of range';
  const [utcDay = '', utcTime = ''] = moment.toISOString().slice(0, -5).split('T');
  const offsetMs = moment.getTimezoneOffset() * 60_000;
  if (offsetMs === 0) return `${utcDay} ${utcTime} UTC`;
  const [day = '', time = ''] = new Date(epochMs - offsetMs).toISOString().slice(0, -5).split('T');
  return `${day} ${time} (${day === utcDay ? '' : `${utcDay} `}${utcTime} UTC)`;
}
