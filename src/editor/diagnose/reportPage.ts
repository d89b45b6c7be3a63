import type { Evidence } from '../../core/diagnose/diagnosis';
import type { CauseSection, PopularFixRow, ReportModel } from '../../core/present/report';
import { type Html, html } from './html';
import { timelinePicture } from './timelinePicture';

/** What the page around the report needs: where its style and its script are, and what it may load. */
export interface PageFrame {
  readonly name: string;
  readonly cspSource: string;
  readonly nonce: string;
  readonly style: string;
  readonly script: string;
  /** The commands that exist; a remedy whose command does not has no button. */
  readonly commands: ReadonlySet<string>;
}

/** The report as a page: verdict, picture, causes, fixes, questions, in the order in which they are of use. */
export function reportPage(model: ReportModel, frame: PageFrame): string {
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${frame.cspSource}; script-src 'nonce-${frame.nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${frame.style}">
<title>Diagnosis of ${frame.name}</title>
</head>
<body>
<main>
<header>
<p class="file">${frame.name}</p>
<h1>${model.title}</h1>
<p class="verdict">${model.sentence}</p>
<p class="confidence">${model.confidence} ${model.summary}.</p>
<div class="actions" role="toolbar" aria-label="Report">
<button data-action="copy">Copy as Markdown</button>
<button data-action="bundle" class="secondary">Make a support bundle</button>
<button data-action="compare" class="secondary">Compare with another log…</button>
</div>
</header>
${model.timeline && timelineSection(model.timeline)}
${model.causes.map((cause) => causeSection(cause, model.sentence, frame))}
${listSection('What to record next', model.recordNext)}
<section><h2>The four usual suspects</h2>
<table><thead><tr><th scope="col">Cause</th><th scope="col">This log</th><th scope="col">Why</th></tr></thead><tbody>
${model.popularCauses.map(({ title, status, statusText, reason }) => html`<tr><th scope="row">${title}</th><td><span class="status ${status}">${statusText}</span></td><td>${reason}</td></tr>`)}
</tbody></table></section>
<section><h2>The seven usual fixes</h2>
<table><thead><tr><th scope="col">Fix</th><th scope="col">Helps here</th><th scope="col">What to do, or why not</th></tr></thead><tbody>
${model.popularFixes.map((fix) => fixRow(fix, frame))}
</tbody></table></section>
<section><h2>Questions people ask</h2>
${model.questions.map(({ question, answer }) => html`<details><summary>${question}</summary><p>${answer}</p></details>`)}
</section>
${listSection('Not looked at', model.notScanned)}
</main>
<script nonce="${frame.nonce}" src="${frame.script}"></script>
</body>
</html>`;
  return page.markup;
}

function timelineSection(timeline: NonNullable<ReportModel['timeline']>): Html {
  return html`<section><h2>Timeline</h2>
<figure>${timelinePicture(timeline)}
<figcaption><span class="key ok">went through</span> <span class="key issued">brought a token</span> <span class="key refused">refused (401)</span> <span class="key failed">failed otherwise</span> <span class="key life">life of a token</span> Times are UTC, by the clock of the log.</figcaption></figure>
<details><summary>The same as a table</summary>
<table><thead><tr><th scope="col">Line</th><th scope="col">What happened</th></tr></thead><tbody>
${timeline.dots.slice(0, 200).map((dot) => html`<tr><td>${placeButton(dot)}</td><td>${dot.label}</td></tr>`)}
</tbody></table></details></section>`;
}

/** What the verdict has said already is not said again. */
function causeSection(cause: CauseSection, verdict: string, frame: PageFrame): Html {
  return html`<section class="cause"><h2>${cause.title}</h2>
${cause.sentence === verdict ? undefined : html`<p>${cause.sentence}</p><p class="confidence">${cause.confidence}</p>`}
${cause.evidence.length > 0 ? html`<h3>Evidence</h3><ul class="evidence">${cause.evidence.map(evidenceItem)}</ul>` : undefined}
${cause.remedies.length > 0 ? html`<h3>What to do</h3><ul>${cause.remedies.map(({ sentence, command }) => html`<li>${sentence} ${commandButton(command, frame)}</li>`)}</ul>` : undefined}
${doubts(cause)}
</section>`;
}

function evidenceItem(evidence: Evidence): Html {
  return html`<li>${placeButton(evidence)} <code>${evidence.excerpt}</code></li>`;
}

function placeButton({ start, end, line }: Pick<Evidence, 'start' | 'end' | 'line'>): Html {
  return html`<button class="place" data-start="${start}" data-end="${end}" data-line="${line}">line ${line}</button>`;
}

function doubts({ raisedBy, loweredBy }: CauseSection): Html | undefined {
  if (raisedBy.length + loweredBy.length === 0) return undefined;
  return html`<details><summary>How sure is this?</summary>
${raisedBy.length > 0 ? html`<p>Would make it surer:</p><ul>${raisedBy.map((one) => html`<li>${one}</li>`)}</ul>` : undefined}
${loweredBy.length > 0 ? html`<p>Would speak against it:</p><ul>${loweredBy.map((one) => html`<li>${one}</li>`)}</ul>` : undefined}
</details>`;
}

function fixRow({ title, fits, sentence, command, link }: PopularFixRow, frame: PageFrame): Html {
  return html`<tr><th scope="row">${title}</th><td><span class="status ${fits ? 'fits' : 'does-not'}">${fits ? 'yes' : 'no'}</span></td><td>${sentence} ${link === undefined ? undefined : html`<a href="${link}">${link}</a> `}${fits ? commandButton(command, frame) : undefined}</td></tr>`;
}

function commandButton(command: string | undefined, { commands }: PageFrame): Html | undefined {
  if (command === undefined || !commands.has(command)) return undefined;
  return html`<button class="secondary" data-command="${command}">${COMMAND_LABELS[command] ?? 'Do this'}</button>`;
}

const COMMAND_LABELS: Readonly<Record<string, string>> = {
  'authLens.insertRefreshHandling': 'Insert refresh handling…',
  'authLens.compareDiagnoses': 'Compare two logs…',
  'authLens.diagnose': 'Diagnose another log…',
  'authLens.diagnoseFile': 'Diagnose a file…',
  'authLens.openSample': 'Open a sample log',
};

function listSection(title: string, items: readonly string[]): Html | undefined {
  if (items.length === 0) return undefined;
  return html`<section><h2>${title}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>`;
}
