import type { DiagnosisReport, Evidence } from '../diagnose/diagnosis';
import { codeSpan, plain } from './markdownText';
import { type CauseSection, type ReportModel, reportModel } from './report';

/** The report to copy into an issue or a mail. Redacted: its excerpts are, and nothing else in it comes from the log's secrets. */
export function markdownReport(report: DiagnosisReport): string {
  const model = reportModel(report);
  const blocks = [
    `# ${model.title}`,
    plain(model.sentence),
    `${model.confidence} ${plain(model.summary)}.`,
    ...model.causes.flatMap(causeBlocks),
    ...tokenBlocks(report),
    '## The four usual suspects',
    table(
      ['Cause', 'This log', 'Why'],
      model.popularCauses.map(({ title, statusText, reason }) => [title, statusText, plain(reason)]),
    ),
    '## The seven usual fixes',
    table(['Fix', 'Fits', 'What to do, or why not'], model.popularFixes.map(fixRow)),
    ...listBlocks('## What to record next', model.recordNext),
    ...listBlocks('## Not looked at', model.notScanned),
    '## Questions people ask',
    ...model.questions.map(({ question, answer }) => `**${question}** ${answer}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function causeBlocks(section: CauseSection): readonly string[] {
  return [
    `## ${section.title}`,
    `${plain(section.sentence)} ${section.confidence}`,
    ...(section.evidence.length > 0 ? [section.evidence.map(evidenceItem).join('\n')] : []),
    ...(section.remedies.length > 0
      ? [section.remedies.map(({ sentence }) => `- **Do:** ${sentence}`).join('\n')]
      : []),
    ...listBlocks('Would make it surer:', section.raisedBy),
    ...listBlocks('Would speak against it:', section.loweredBy),
  ];
}

export function evidenceItem({ line, excerpt }: Evidence): string {
  return `- line ${line}: ${codeSpan(excerpt)}`;
}

function tokenBlocks({ tokens }: DiagnosisReport): readonly string[] {
  if (tokens.length === 0) return [];
  const rows = tokens
    .slice(0, MOST_TOKENS)
    .map(({ fingerprint, kind, issuedAt, expiresAt, estimated, uses }) => [
      `\`${fingerprint}\``,
      kind,
      issuedAt ?? '',
      `${expiresAt ?? ''}${estimated ? ' (estimated)' : ''}`,
      String(uses),
    ]);
  return ['## Tokens, by fingerprint', table(['Fingerprint', 'Kind', 'Issued', 'Expires', 'Uses'], rows)];
}

const MOST_TOKENS = 50;

function fixRow({ title, fits, sentence, link }: ReportModel['popularFixes'][number]): readonly string[] {
  return [title, fits ? 'yes' : 'no', `${plain(sentence)}${link === undefined ? '' : ` <${link}>`}`];
}

export function listBlocks(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, items.map((item) => `- ${plain(item)}`).join('\n')];
}

/** Cells are Markdown already: what comes from a log went through `plain`, which escapes pipes too (GFM, section 4.10). */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
