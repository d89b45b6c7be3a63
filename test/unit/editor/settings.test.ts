import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COMMANDS } from '../../../src/editor/commandIds';
import { type SettingName, settingsFrom } from '../../../src/editor/settings';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('settings', () => {
  it('have the defaults that the manifest shows to users', () => {
    const shown: Record<string, { default: unknown }> = contributes.configuration.properties;
    const settings = Object.entries(settingsFrom(() => undefined, assert.fail)).map(([name, value]) => [
      `authLens.${name}`,
      value,
    ]);
    assert.deepEqual(
      Object.fromEntries(settings),
      Object.fromEntries(Object.entries(shown).map(([name, row]) => [name, row.default])),
    );
  });

  const bad: readonly [SettingName, unknown][] = [
    ['hover.enabled', 'yes'],
    ['hover.enabled', 1],
    ['hover.motion', 'wobble'],
    ['hover.motion', ['still']],
    ['countdown.maximum', 0],
    ['countdown.maximum', 1.5],
    ['countdown.maximum', '200'],
    ['countdown.maximum', Number.NaN],
    ['statusBar.enabled', null],
    ['overviewRuler.enabled', { enabled: true }],
  ];
  for (const [name, value] of bad) {
    it(`${name} keeps its default where it is ${JSON.stringify(value)}, and says so once`, () => {
      const reported: string[] = [];
      const settings = settingsFrom(
        (asked) => (asked === name ? value : undefined),
        (one) => reported.push(one),
      );
      assert.deepEqual(
        settings,
        settingsFrom(() => undefined, assert.fail),
      );
      assert.deepEqual(reported, [name]);
    });
  }

  it('take what is right and cannot be changed in place', () => {
    const settings = settingsFrom(
      (name) => ({ 'countdown.maximum': 7, 'hover.motion': 'still' })[name as string],
      assert.fail,
    );
    assert.equal(settings['countdown.maximum'], 7);
    assert.equal(settings['hover.motion'], 'still');
    assert.ok(Object.isFrozen(settings));
  });
});

describe('manifest', () => {
  it('declares exactly the commands that have a handler', () => {
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    for (const command of Object.values(COMMANDS)) assert.ok(declared.includes(command), command);
  });
});
