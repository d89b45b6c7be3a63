const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?$/;

/**
 * The target of a request (RFC 9112 section 3.2) with the host it was sent to. Where the log does not tell the scheme it is
 * taken to be `http` for the machine itself and for an explicit port other than 443, else `https`.
 */
export function absoluteUrl(target: string, host: string | undefined, scheme?: string): string {
  if (!host || !target.startsWith('/')) return target;
  const port = /:(\d+)$/.exec(host)?.[1];
  const assumed = LOOPBACK.test(host) || (port !== undefined && port !== '443') ? 'http' : 'https';
  const known = scheme ?? assumed;
  const spare = (known === 'https' && port === '443') || (known === 'http' && port === '80');
  return `${known}://${spare ? host.slice(0, -`:${port}`.length) : host}${target}`;
}
