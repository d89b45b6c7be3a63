export { createDiagnoseCommands } from '../diagnose/diagnoseCommands';
