import { describePrograms } from './describePrograms';
import { rustMutants } from './mutants';
import { programs } from './programs';

describePrograms('Rust', programs.rust, rustMutants);
