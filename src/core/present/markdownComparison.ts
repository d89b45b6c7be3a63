import type { Comparison } from '../diagnose/compare';
import { listBlocks, table } from './markdownReport';
import { plain } from './markdownText';

/** Two logs side by side, to copy. `names` are what the two are called, mostly their files. */
export function markdownComparison(comparison: Comparison, names: readonly [first: string, second: string]): string {
  const rows = comparison.differences.map(({ about, sentence, first, second }) => [
    `${about}: ${plain(sentence)}`,
    plain(first),
    plain(second),
  ]);
  const blocks = [
    '# Two logs compared',
    plain(comparison.conclusion),
    ...(rows.length > 0 ? [table(['What differs', plain(names[0]), plain(names[1])], rows)] : ['Nothing differs.']),
    ...listBlocks('## The same in both', comparison.same),
  ];
  return `${blocks.join('\n\n')}\n`;
}
