import type { Mutant } from '../driven/describeLanguage';

export const mutants: readonly Mutant[] = [];
