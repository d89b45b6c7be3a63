/** What curl's notes (`* …`, `== Info: …`) tell about the connection that the next request goes over. */
export class CurlConnection {
  scheme: string | undefined;

  read(note: string): void {
    const stated = /(?:OPENED stream for |\[:scheme: )(https?)\b/.exec(note)?.[1];
    if (stated) this.scheme = stated;
    else if (/^(?:SSL connection|TLSv|ALPN:|ALPN, )/.test(note)) this.scheme = 'https';
    else if (/^\s*(?:Trying |Connected to |Established connection )/.test(note)) {
      const port = /\bport (\d+)/.exec(note)?.[1] ?? /:(\d+)\.\.\.$/.exec(note)?.[1];
      if (port === '443') this.scheme = 'https';
      else if (/^\s*Trying /.test(note) || this.scheme === undefined)
        this.scheme = port === undefined ? undefined : 'http';
    }
  }
}

/** `Failed to connect to …`, `Could not resolve host: …`: why there will be no answer. */
export function connectionFailure(note: string): string | undefined {
  return /^(?:Could not resolve host: |Failed to connect to |connect to .* failed|Connection timed out|SSL certificate problem|Empty reply)/.test(
    note,
  )
    ? note
    : undefined;
}
