import { describePrograms } from './describePrograms';
import { goMutants } from './mutants';
import { programs } from './programs';

describePrograms('Go', programs.go, goMutants);
