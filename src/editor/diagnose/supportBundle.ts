import { markdownReport } from '../../core/present/markdownReport';
import { diagnosing } from '../../parts';
import type { Diagnosed } from './runDiagnosis';

/** A log longer than this is too long for a forum post; the report alone goes into the bundle. */
const MOST_UNITS = 2_000_000;

/** What to send to whoever helps: the report, and the log without its secrets. Nothing is sent from here. */
export async function supportBundle({ source, report }: Diagnosed): Promise<string> {
  const introduction =
    'Read this through before you send it. Secrets are replaced by names; what else is private in your log (addresses, names, titles) is not.';
  return `${introduction}\n\n${markdownReport(report)}\n${await logBlock(source)}`;
}

async function logBlock(source: Diagnosed['source']): Promise<string> {
  if (source.size > MOST_UNITS) return '## The log\n\nThe log is too long to be included.\n';
  let text = '';
  for await (const chunk of source.read()) text += chunk;
  const { text: redacted } = diagnosing().redact(text);
  const fence = '`'.repeat(Math.max(3, longestRun(redacted) + 1));
  return `## The log, redacted\n\n${fence}\n${redacted}\n${fence}\n`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
