import { shift } from '../text/span';
import type { DiagnosisReport } from './diagnosis';

/**
 * The report on a part of a document, with its places counted from the start of the document.
 *
 * @param by UTF-16 code units before the part
 * @param lines lines before the line in which the part begins
 */
export function shiftReport(report: DiagnosisReport, by: number, lines: number): DiagnosisReport {
  return {
    ...report,
    causes: report.causes.map((cause) => ({
      ...cause,
      evidence: cause.evidence.map((one) => ({ ...one, ...shift(one, by), line: one.line + lines })),
    })),
    requests: report.requests.map((one) => ({ ...one, ...shift(one, by), line: one.line + lines })),
  };
}
