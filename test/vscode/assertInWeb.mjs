/** `node:assert/strict` for the web extension host, where there is no Node: same behaviour, same messages. */
import assert from 'assert/';

// biome-ignore lint/style/noDefaultExport: it stands in for a module that has one.
export default assert.strict;
