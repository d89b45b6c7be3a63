import { describePrograms } from './describePrograms';
import { programs } from './programs';

// The helper of Java in other words: its mutants are Java's.
describePrograms('Kotlin', programs.kotlin, []);
