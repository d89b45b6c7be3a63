export { compareDiagnoses } from '../core/diagnose/compare';
export { diagnose, diagnoseStream } from '../core/diagnose/diagnose';
export { shiftReport } from '../core/diagnose/shiftReport';
export { openLog } from '../core/http/openLog';
export { readLog } from '../core/http/readLog';
export { redact } from '../core/redact/redact';
