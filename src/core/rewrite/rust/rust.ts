import type { Language } from '../callSites';
import { findCallSites } from './findCallSites';
import { obstacle, sendRefreshed } from './sendRefreshed';

/** Rust: asynchronous clients of reqwest 0.11 and later. */
export const rust: Language = {
  name: 'Rust',
  grammars: { rust: 'tree-sitter-rust' },
  helperFiles: 'spotify_auth*.rs',
  projectFiles: 'Cargo.toml',
  findCallSites,
  refactorings: { reqwest: sendRefreshed },
  obstacle,
};
