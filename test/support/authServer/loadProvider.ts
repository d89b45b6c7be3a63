import type { Provider } from 'oidc-provider';

/** The package warns on Node 20 when it is loaded, although all that is used of it works there. */
export async function loadProvider(): Promise<typeof Provider> {
  const { warn } = console;
  console.warn = (text: unknown, ...rest: unknown[]) => {
    if (!String(text).includes('Unsupported runtime')) warn(text, ...rest);
  };
  try {
    return (await import('oidc-provider')).Provider;
  } finally {
    console.warn = warn;
  }
}
