import { describePrograms } from './describePrograms';
import { csharpMutants } from './mutants';
import { programs } from './programs';

describePrograms('C#', programs.csharp, csharpMutants);
