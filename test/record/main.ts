// `npm run record`: makes all recordings and says where they are.
import { recordAll } from './recordAll';

const started = Date.now();
const { made, skipped } = await recordAll('.build/recordings');
for (const { what, reason } of skipped) console.log(`skipped ${what}: ${reason}`);
console.log(`${made.length} recordings in .build/recordings, ${((Date.now() - started) / 1000).toFixed(1)} s`);
