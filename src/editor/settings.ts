/** What the user can choose, read once and never changed in place. */
export interface Settings {
  readonly 'hover.enabled': boolean;
  readonly 'hover.motion': 'system' | 'still';
  readonly 'countdown.enabled': boolean;
  readonly 'countdown.maximum': number;
  readonly 'overviewRuler.enabled': boolean;
  readonly 'statusBar.enabled': boolean;
  readonly 'missingRefresh.severity': 'off' | 'hint' | 'information' | 'warning' | 'error';
}

export type SettingName = keyof Settings;

interface Rule<T> {
  readonly fallback: T;
  readonly accepts: (value: unknown) => value is T;
}

/** One row per setting. The same defaults stand in package.json, where a test compares them. */
const RULES: { readonly [Name in SettingName]: Rule<Settings[Name]> } = {
  'hover.enabled': { fallback: true, accepts: isBoolean },
  'hover.motion': { fallback: 'system', accepts: oneOf('system', 'still') },
  'countdown.enabled': { fallback: true, accepts: isBoolean },
  'countdown.maximum': { fallback: 200, accepts: integerBetween(1, 2000) },
  'overviewRuler.enabled': { fallback: true, accepts: isBoolean },
  'statusBar.enabled': { fallback: true, accepts: isBoolean },
  'missingRefresh.severity': { fallback: 'hint', accepts: oneOf('off', 'hint', 'information', 'warning', 'error') },
};

/** `authLens.*` as a value. A setting of a wrong type or range keeps its default and is reported by name. */
export function settingsFrom(read: (name: SettingName) => unknown, reportBad: (name: SettingName) => void): Settings {
  const pick = <Name extends SettingName>(name: Name): Settings[Name] => {
    const rule = RULES[name];
    const value = read(name);
    if (value === undefined) return rule.fallback;
    if (rule.accepts(value)) return value;
    reportBad(name);
    return rule.fallback;
  };
  return Object.freeze({
    'hover.enabled': pick('hover.enabled'),
    'hover.motion': pick('hover.motion'),
    'countdown.enabled': pick('countdown.enabled'),
    'countdown.maximum': pick('countdown.maximum'),
    'overviewRuler.enabled': pick('overviewRuler.enabled'),
    'statusBar.enabled': pick('statusBar.enabled'),
    'missingRefresh.severity': pick('missingRefresh.severity'),
  });
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function oneOf<const T extends string>(...values: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => values.some((one) => one === value);
}

function integerBetween(least: number, most: number): (value: unknown) => value is number {
  return (value): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}
