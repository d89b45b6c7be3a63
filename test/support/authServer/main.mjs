// `node test/support/authServer/main.mjs [--port-file FILE] [--mode rotate|spotify] [--access-token-seconds N]`
import { runTypeScript } from '../runTypeScript.mjs';

await runTypeScript(new URL('main.ts', import.meta.url));
