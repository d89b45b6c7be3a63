import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * A certificate for these hosts that signs itself, made now and kept nowhere. It has been valid for a year, so that a clock
 * that is behind can connect too.
 */
export async function makeCertificate(hosts: readonly string[], fakeTime: string | undefined): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'record-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];
  const text = ['-subj', '/O=Loopback/CN=accounts.spotify.com', '-addext', `subjectAltName=${names}`, '-days', '1500'];
  try {
    await promisify(execFile)('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...text], {
      env: { ...process.env, ...(fakeTime && { LD_PRELOAD: fakeTime, FAKETIME: '-365d' }) },
    });
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true });
  }
}
