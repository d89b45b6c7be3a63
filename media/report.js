// The report's page: tells the extension what was clicked, by place or by name. It knows nothing else.
const editor = acquireVsCodeApi();

document.addEventListener('click', (event) => act(event.target));

document.addEventListener('keydown', (event) => {
  const mark = event.target instanceof Element ? event.target.closest('.mark') : null;
  if (!mark) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    act(mark);
  }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const marks = [...document.querySelectorAll('.mark')];
  const next = marks[marks.indexOf(mark) + step];
  if (!next) return;
  mark.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
});

function act(target) {
  const element = target instanceof Element ? target.closest('[data-start], [data-action], [data-command]') : null;
  if (!element) return;
  const { start, end, line, action, command } = element.dataset;
  if (action) editor.postMessage({ type: 'action', action });
  else if (command) editor.postMessage({ type: 'command', command });
  else editor.postMessage({ type: 'reveal', start: Number(start), end: Number(end), line: Number(line) });
}
