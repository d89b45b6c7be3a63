// `npm run record`: drives real clients through every cause and writes their logs to .build/recordings.
import { runTypeScript } from '../support/runTypeScript.mjs';

await runTypeScript(new URL('main.ts', import.meta.url));
