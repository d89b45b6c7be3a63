import { describePrograms } from './describePrograms';
import { javaMutants } from './mutants';
import { programs } from './programs';

describePrograms('Java', programs.java, javaMutants);
