/** Every command of the extension. What each takes and where it is handled stands beside it. */
export const COMMANDS = {
  /** `TokenHandle`, or nothing: the token at the cursor, in the selection, or from a prompt. See `decodeToken.ts`. */
  decodeToken: 'authLens.decodeToken',
  /** `TokenHandle`, or nothing: the token at the cursor. See `copyClaims.ts`. */
  copyClaims: 'authLens.copyClaims',
  /** `TokenHandle`, or nothing: the next token after the cursor. See `goToToken.ts`. */
  goToToken: 'authLens.goToToken',
  /** Nothing. See `sample/openSample.ts`. */
  openSample: 'authLens.openSample',
  /** `{ uri }`, `{ text }` or nothing: the selection or the active editor. Resolves to the report. See `diagnose/`. */
  diagnose: 'authLens.diagnose',
  /** `{ uri }` or nothing: a file to be chosen, of any size. Resolves to the report. See `diagnose/`. */
  diagnoseFile: 'authLens.diagnoseFile',
  /** `{ first, second }`, each `{ uri }` or `{ text }`, or nothing: the active editor and a file to be chosen. See `diagnose/`. */
  compareDiagnoses: 'authLens.compareDiagnoses',
  /** `{ uri }` or nothing: a file to be chosen, of any size. Resolves to what was found. See `files/`. */
  findTokensInFile: 'authLens.findTokensInFile',
  /** `{ uri }` of a file or folder, or nothing: the active editor. Resolves to what was done. See `refresh/`. */
  insertRefreshHandling: 'authLens.insertRefreshHandling',
  /** Nothing: every folder of the workspace. Resolves to what was done. See `refresh/`. */
  insertRefreshHandlingEverywhere: 'authLens.insertRefreshHandlingEverywhere',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];
