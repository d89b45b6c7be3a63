import assert from 'node:assert/strict';
import { readLog } from '../../../../src/core/http/readLog';
import { corpusFiles, describeCorpus } from '../../../support/corpus';
import { assertSpans } from '../../../support/spans';

describeCorpus('readers on files that nobody here wrote', () => {
  for (const file of corpusFiles()) {
    it(`reads ${file.path} without an exception, and every span holds what it claims`, () => {
      const text = file.read();
      assertSpans(text, readLog(text, { name: file.path }));
    });
  }

  for (const file of corpusFiles('har').filter(({ path }) => path.endsWith('.har'))) {
    it(`finds in ${file.path} the entries that a plain JSON parse finds`, () => {
      const text = file.read();
      const { entries } = JSON.parse(text.replace(/^\uFEFF/, '')).log;
      const reading = readLog(text);
      assert.equal(reading.format, 'har');
      assert.deepEqual(
        reading.exchanges.map(({ request, response }) => ({
          url: request?.url,
          method: request?.method,
          status: response?.status,
          sent: request?.headers.map(({ name, value }) => [name, value]),
          received: response?.headers.map(({ name, value }) => [name, value]),
        })),
        entries.map((entry: HarEntry) => ({
          url: entry.request.url,
          method: entry.request.method,
          status: entry.response.status,
          sent: entry.request.headers.map(({ name, value }) => [name, value]),
          received: entry.response.headers.map(({ name, value }) => [name, value]),
        })),
      );
      assert.deepEqual(
        reading.exchanges.map(({ response }) => response?.body?.text ?? ''),
        entries.map(({ response: { content } }: HarEntry) =>
          content.encoding === 'base64' ? Buffer.from(content.text ?? '', 'base64').toString() : (content.text ?? ''),
        ),
      );
    });
  }

  /** Lines that state a method, a target and a status: counted here with a plain expression. */
  for (const name of [
    'logfile_access_log.0',
    'logfile_shop_access_log.0',
    'logfile_regexp_access_log.0',
    'logfile_haproxy.0',
  ]) {
    it(`finds every call in ${name}`, () => {
      const file = corpusFiles('access-logs').find(({ path }) => path.endsWith(name));
      const text = file?.read() ?? '';
      const calls = text.match(/^.*"(?:GET|POST|HEAD|PUT|DELETE|OPTIONS) \S.*$/gm) ?? [];
      const { exchanges } = readLog(text);
      assert.equal(exchanges.length, calls.length);
      assert.ok(exchanges.every(({ startedAt, finishedAt }) => (startedAt ?? finishedAt)?.epochMs));
    });
  }
});

interface HarEntry {
  request: { url: string; method: string; headers: { name: string; value: string }[] };
  response: {
    status: number;
    headers: { name: string; value: string }[];
    content: { text?: string; encoding?: string };
  };
}
