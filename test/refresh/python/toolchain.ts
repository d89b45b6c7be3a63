import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Toolchain } from '../compiled/toolchains';

/** No compiler, but played in the same way: a process that is told what to do. Its driver replaces clocks by itself. */
export function pythonThatCan(needs: string): Toolchain {
  const interpreter = findPython(needs);
  return {
    language: 'Python',
    seams: [],
    missing: () => (interpreter === undefined ? `no Python here can \`${needs}\`` : undefined),
    build: async (_folder, program) => [interpreter ?? '', '-B', resolve('test/refresh/python/drive.py'), program],
    environment: PATHS,
  };
}

/** Packages that are not installed but lie in a folder. */
const PATHS = { PYTHONPATH: process.env.AUTHLENS_PYTHONPATH ?? '' };

/** Debian's own Python first: its packages are what `.ci/run` installs. */
function findPython(needs: string): string | undefined {
  const env = { ...process.env, ...PATHS };
  return ['/usr/bin/python3', 'python3'].find(
    (interpreter) => spawnSync(interpreter, ['-c', needs], { env, stdio: 'ignore' }).status === 0,
  );
}
