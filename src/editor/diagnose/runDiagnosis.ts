import * as vscode from 'vscode';
import type { DiagnosisReport } from '../../core/diagnose/diagnosis';
import { diagnosing } from '../../parts';
import type { LogSource } from './logSource';

/** A log and what was found in it. */
export interface Diagnosed {
  readonly source: LogSource;
  readonly report: DiagnosisReport;
}

/** Logs shorter than this are read before a progress notice could be. */
const QUIET_UNITS = 2_000_000;

/** Reads the log, with progress that can be cancelled where it is long. A cancelled run reports on what it has read. */
export async function runDiagnosis(source: LogSource, cancellation?: vscode.CancellationToken): Promise<Diagnosed> {
  const run = async (token?: vscode.CancellationToken, progress?: vscode.Progress<{ increment: number }>) => {
    const { diagnoseStream, shiftReport } = diagnosing();
    let shown = 0;
    const report = await diagnoseStream(source.read(), {
      name: source.name,
      now: Date.now(),
      signal: {
        get aborted() {
          return token?.isCancellationRequested === true || cancellation?.isCancellationRequested === true;
        },
      },
      onProgress: (read) => {
        const percent = Math.floor((100 * read) / Math.max(source.size, 1));
        if (percent <= shown) return;
        progress?.report({ increment: percent - shown });
        shown = percent;
      },
    });
    return { source, report: shiftReport(report, source.before.units, source.before.lines) };
  };
  if (source.size < QUIET_UNITS) return run();
  const title = `Auth Lens: reading ${source.name}`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => run(token, progress),
  );
}
