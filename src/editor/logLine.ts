import type { CommandId } from './commandIds';
import type { SettingName } from './settings';

export type LogCode =
  | 'bad-setting'
  | 'command-failed'
  | 'document-scanned'
  | 'file-searched'
  | 'not-scanned'
  | 'not-checked'
  | 'refresh-inserted';

/** Names that we made, and numbers. There is no way to write a `string` here, and so no token. */
export interface LogFields {
  readonly setting?: SettingName;
  readonly command?: CommandId;
  readonly error?: 'TypeError' | 'RangeError' | 'SyntaxError' | 'Error' | 'FileSystemError' | 'other';
  readonly lines?: number;
  readonly tokens?: number;
  readonly files?: number;
  readonly calls?: number;
  readonly milliseconds?: number;
}

/** `command-failed command=authLens.decodeToken error=TypeError` */
export function logLine(code: LogCode, fields: LogFields = {}): string {
  return [code, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' ');
}
