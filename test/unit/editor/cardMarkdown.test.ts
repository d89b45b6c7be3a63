import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Card } from '../../../src/core/present/card';
import { COUNTDOWN_PALETTES, countdownImage } from '../../../src/core/present/countdownImage';
import { cardMarkdown, MOST_MARKDOWN } from '../../../src/editor/cardMarkdown';
import { commandLink, inline, svgImage, visible } from '../../../src/editor/markdown';
import { loadMarkdownRenderer } from '../../support/markdownRenderer';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 150) };

/** Whatever lets text act: none of it may come out of a token. */
const ACTIVE =
  'a, img, svg, video, audio, input, button, iframe, object, style, code, h1, h2, h3, blockquote, hr, .codicon';

/** Shapes that get through `appendText` or `appendCodeblock`, and their relatives. */
const HOSTILE = [
  '[click](command:workbench.action.quit)',
  '<command:workbench.action.quit?>',
  '<command:workbench.action.terminal.sendSequence?%5B%7B%22text%22%3A%22id%22%7D%5D#>',
  '   ```\n[x](command:evil)',
  'json\n```\n[x](command:evil)',
  '![i](https://evil.example/p.png)',
  '![a](data:image/svg+xml;base64,AAAA|width=9999,height=9999)',
  'https://evil.example www.evil.example a@evil.example',
  'a | b\n| c |',
  'a\r==',
  'a\n---',
  '# heading',
  '> [!NOTE]\n> quoted',
  '- item\n1. item',
  '&lt;img src=x onerror=1&gt; &copy;',
  '<img src=x onerror=1><svg onload=1>',
  '$(verified-filled)',
  '[f](file:///etc/passwd)',
  '[x]: https://evil.example\n[x]',
  '~~gone~~ **bold** _thin_ `code`',
  '    indented code',
  '\u202eexe.gpj\u2066 \u200b раypal',
  '</p></td></table><a href="https://evil.example">',
  '\\[x\\](command:evil)',
  '\ud800 lone',
];

describe('cardMarkdown, drawn by the renderer of VS Code', () => {
  let draw: Awaited<ReturnType<typeof loadMarkdownRenderer>>;
  before(async () => {
    draw = await loadMarkdownRenderer();
  });

  it('would show a link where text is not escaped: the judge can tell', () => {
    assert.ok(draw({ value: 'https://evil.example' }).querySelector('a'));
    assert.ok(draw({ value: '![i](https://evil.example/p.png)' }).querySelector('img'));
  });

  for (const text of HOSTILE) {
    it(`shows ${JSON.stringify(text).slice(0, 60)} as text, wherever it stands`, () => {
      for (const isTrusted of [false, true]) judge(draw, cardOf(text, text), isTrusted);
      for (const value of [inline(text), `| a |\n| --- |\n| ${inline(text)} |`, `**${inline(text)}**`]) {
        const element = draw({ value, isTrusted: true });
        assert.equal(element.querySelector(ACTIVE)?.outerHTML, undefined);
        assert.ok(squeeze(element.textContent).includes(squeeze(visible(text))), element.textContent ?? '');
      }
    });
  }

  it('shows no link, image, HTML or icon of the token whatever its claims are', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), fc.boolean(), (name, value, isTrusted) => {
        judge(draw, cardOf(name, value), isTrusted);
      }),
      RUNS,
    );
  });

  it('has exactly our links in its actions, whatever the handle holds', () => {
    fc.assert(
      fc.property(hostileText(), fc.nat(), (uri, start) => {
        const handle = { uri, version: 1, start };
        const element = draw({
          value: [
            commandLink('Copy Claims', 'authLens.copyClaims', handle),
            commandLink('Decode', 'authLens.decodeToken', handle),
          ].join(' · '),
          isTrusted: { enabledCommands: ['authLens.copyClaims', 'authLens.decodeToken'] },
        });
        const links = [...element.querySelectorAll('a')].map((link) => link.dataset.href ?? '');
        assert.deepEqual(
          links.map((link) => link.slice(0, link.indexOf('?'))),
          ['command:authLens.copyClaims', 'command:authLens.decodeToken'],
        );
        const query = decodeURIComponent(links[0]!.slice(links[0]!.indexOf('?') + 1));
        assert.deepEqual(JSON.parse(query), JSON.parse(JSON.stringify([handle])));
        assert.equal(element.textContent, 'Copy Claims · Decode');
      }),
      RUNS,
    );
  });

  it('draws the one image that is ours, with its alternative text', () => {
    const svg = countdownImage({ nowMs: 0, expiresAtMs: 60_000, estimated: false }, COUNTDOWN_PALETTES.dark, 'system');
    const image = draw({ value: svgImage(svg, 'Countdown to 1970-01-01 (UTC)') }).querySelector('img');
    assert.equal(image?.alt, 'Countdown to 1970-01-01 (UTC)');
    assert.equal(atob(image?.src.split('base64,')[1] ?? ''), svg);
  });

  it('keeps a card of ten thousand claims small and says how many it leaves out', () => {
    const claims = Array.from({ length: 10_000 }, (_, k) => ({ name: `claim${k}`, value: '"|<x>"'.repeat(50) }));
    const markdown = cardMarkdown({ ...cardOf('a', 'b'), claims }, '');
    assert.ok(markdown.length <= MOST_MARKDOWN, `${markdown.length} characters`);
    assert.match(draw({ value: markdown }).textContent ?? '', /99\d\d more/);
  });
});

function judge(draw: Awaited<ReturnType<typeof loadMarkdownRenderer>>, card: Card, isTrusted: boolean): void {
  const value = cardMarkdown(card, '');
  assert.ok(value.length <= MOST_MARKDOWN);
  const element = draw({ value, isTrusted });
  assert.equal(element.querySelector(ACTIVE)?.outerHTML, undefined);
  assert.match(element.textContent ?? '', /^[\x20-\x7e\n…·⏎]*$/);
  const cells = [...element.querySelectorAll('table')].map((table) => table.querySelectorAll('td').length);
  assert.deepEqual(cells, [3, 3, 2], 'the tables are whole');
}

function cardOf(name: string, value: string): Card {
  const row = { name, value, label: 'Label', explanation: value };
  return {
    title: value,
    state: 'valid',
    sentence: value,
    estimated: false,
    // biome-ignore lint/suspicious/noThenProperty: the card has a sentence of that name; nobody awaits a card.
    then: value,
    header: [row],
    claims: [row],
    scopes: [{ name, meaning: value }],
    findings: [{ code: 'expired', severity: 'error', message: value }],
    signature: value,
    notes: [value],
  };
}

/** Lines of Markdown's own grammar: unstructured text hardly ever opens a fence and a link in the right order. */
function hostileText(): fc.Arbitrary<string> {
  const indent = fc.constantFrom('', ' ', '   ', '    ', '\t', '> ', '- ');
  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE, '```', '~~~', '|', '---', '`', ']', '(', '<', '>', '&#60;', '\\'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const line = fc.tuple(indent, fc.array(piece, { maxLength: 3 })).map(([start, pieces]) => start + pieces.join(''));
  return fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\r', '\u2028'))
    .map(([lines, end]) => lines.join(end));
}

/** HTML shows runs of spaces as one. */
function squeeze(text: string | null): string {
  return (text ?? '').replace(/[ \n]+/g, ' ').trim();
}
