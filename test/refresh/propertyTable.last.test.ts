import assert from 'node:assert/strict';
import { readTable } from './propertyTable';

describe('the 26 properties', () => {
  it('each client shows each of them, or says why it cannot have it', () => {
    const { text, blanks } = readTable();
    console.log(`\n${text}\n`);
    assert.deepEqual(blanks, []);
  });
});
