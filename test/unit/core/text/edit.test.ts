import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/text/edit';

describe('applyEdits', () => {
  it('replaces, inserts and removes by the offsets of the text before', () => {
    const text = 'one two three';
    const edits = [
      { start: 8, end: 13, newText: '3' },
      { start: 0, end: 3, newText: 'ONE' },
      { start: 3, end: 7, newText: '' },
    ];
    assert.equal(applyEdits(text, edits), 'ONE 3');
  });

  it('refuses edits that overlap or leave the text', () => {
    assert.throws(
      () =>
        applyEdits('abc', [
          { start: 0, end: 2, newText: '' },
          { start: 1, end: 3, newText: '' },
        ]),
      RangeError,
    );
    assert.throws(() => applyEdits('abc', [{ start: 2, end: 4, newText: '' }]), RangeError);
  });
});
