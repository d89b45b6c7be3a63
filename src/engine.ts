import { createEngine } from './createEngine';
import { loadGrammar } from './host/node/grammars';

/** `dist/engine.js`, for Node: the grammars are read from the folder beside it. */
export const {
  findTokens,
  readLog,
  openLog,
  diagnose,
  diagnoseStream,
  compareDiagnoses,
  redact,
  findGaps,
  insertRefresh,
} = createEngine(loadGrammar);
