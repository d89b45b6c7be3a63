import type { JsonPath, JsonSlice } from './jsonSplitter';

/** Reads a format that is one JSON document: it is handed the values at the paths it names, one after the other. */
export interface DocumentReader {
  readonly paths: readonly JsonPath[];
  read(slice: JsonSlice): void;
  end(): void;
}
