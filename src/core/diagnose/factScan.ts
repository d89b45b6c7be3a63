import type { Span } from '../text/span';
import { CLUES, cluesIn, mostTelling } from './clue';
import { formFields } from './fields';
import { readAuthorize } from './observe';
import { type SourceText, traceOf } from './sourceText';
import type { Fact } from './story';

/** Looks for known texts and authorize URLs in everything that passes by, whatever its format. */
export class FactScan {
  private readonly facts: Fact[] = [];
  private readonly covered: Span[] = [];
  private carried = '';
  private offset = 0;

  /**
   * The next piece of the log. Whole lines are searched; the last, unfinished one waits for its end.
   *
   * @param linesFrom where the lines of the log begin, behind a JSON document that is none of a program's own words; not
   * given as long as that is not known
   */
  append(piece: string, linesFrom: number | undefined, source: SourceText): void {
    const whole = this.carried + piece;
    const passed = linesFrom === undefined ? 0 : Math.min(whole.length, Math.max(0, linesFrom - this.offset));
    const text = whole.slice(passed);
    this.offset += passed;
    this.carried = text;
    if (linesFrom === undefined || text === '') return;
    const lastBreak = text.length - this.offsetOfTail(text);
    this.search(text.slice(0, lastBreak), source);
    this.carried = text.slice(lastBreak);
    this.offset += lastBreak;
  }

  end(source: SourceText): void {
    this.search(this.carried, source);
    this.carried = '';
  }

  /** What an exchange spans is told by the exchange. */
  cover(span: Span): void {
    const last = this.covered.at(-1);
    if (last && span.start <= last.end && span.start >= last.start)
      this.covered[this.covered.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else this.covered.push(span);
  }

  /** The facts outside every exchange, in the order of the log. */
  conclude(): readonly Fact[] {
    const spans = [...this.covered].sort((a, b) => a.start - b.start);
    let at = 0;
    return this.facts.filter(({ at: place }) => {
      while (at < spans.length && (spans[at]?.end ?? 0) <= place) at++;
      const span = spans[at];
      return span === undefined || place < span.start;
    });
  }

  private offsetOfTail(text: string): number {
    const last = text.lastIndexOf('\n');
    const tail = text.length - (last + 1);
    return tail > LONGEST_LINE ? 0 : tail;
  }

  private search(text: string, source: SourceText): void {
    KNOWN.lastIndex = 0;
    for (let match = KNOWN.exec(text); match && this.facts.length < MOST_FACTS; match = KNOWN.exec(text)) {
      const at = this.offset + match.index;
      const trace = traceOf(source, { start: at, end: at + match[0].length });
      const query = match[1];
      if (query !== undefined) {
        this.facts.push({ at, trace, authorize: readAuthorize(formFields(query)) });
        continue;
      }
      const clue = mostTelling(cluesIn(trace.excerpt));
      if (clue) this.facts.push({ at, trace, clue });
      const lineEnd = text.indexOf('\n', KNOWN.lastIndex);
      KNOWN.lastIndex = lineEnd < 0 ? text.length : lineEnd;
    }
  }
}

const LONGEST_LINE = 1_000_000;
const MOST_FACTS = 500;

const KNOWN = new RegExp(
  `https?://accounts\\.spotify\\.com/(?:[\\w/-]{0,40}/)?(?:authorize|oauth2/v2/auth)\\?([^\\s"'<>\\\\)]{1,4000})|${[
    ...new Set(CLUES.map(({ find }) => find.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))),
  ].join('|')}`,
  'gi',
);
