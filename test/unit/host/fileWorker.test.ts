import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileOutcome } from '../../../src/host/fileJob';
import { runFileJob } from '../../../src/host/fileJob';
import { type FromWorker, fileWorker } from '../../../src/host/fileWorker';
import { openFile } from '../../../src/host/node/openFile';
import { runInWorker, type WorkerEnd } from '../../../src/host/runInWorker';
import { tokensOfText } from '../../support/fileOracle';
import { mintJws, mintOpaque } from '../../support/mint';

const NOW = Date.UTC(2026, 10, 21, 12);

describe('the worker that searches a file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'auth-lens-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('says what is in a file, how far it is, and no more than once that it is done', async () => {
    const text = `${`GET /v1/tracks Bearer ${mintJws()}\n${'·'.repeat(5000)}\n`.repeat(60)}`;
    const messages = await messagesFor({ path: write('app.log', text) });
    assert.deepEqual(outcomeIn(messages), {
      kind: 'searched',
      found: {
        tokens: tokensOfText(text, NOW),
        places: 60,
        unlistedPlaces: 0,
        read: Buffer.byteLength(text),
        size: Buffer.byteLength(text),
      },
      stopped: false,
      changed: false,
    });
    assert.ok(messages.some(({ type }) => type === 'progress'));
  });

  it('says the same of bytes that it is given', async () => {
    const text = `refresh_token=${mintOpaque('refresh-token')}`;
    const [ofBytes, ofPath] = [{ bytes: Buffer.from(text) }, { path: write('given.txt', text) }];
    assert.deepEqual(outcomeIn(await messagesFor(ofBytes)), outcomeIn(await messagesFor(ofPath)));
  });

  const refused: readonly (readonly [what: string, path: () => string, reason: string])[] = [
    ['a file that is not there', () => join(folder, 'nowhere.log'), 'missing'],
    ['a path through a file', () => join(write('file', 'x'), 'below.log'), 'missing'],
    ['a folder', () => made(join(folder, 'folder'), (path) => mkdirSync(path)), 'folder'],
    ['an empty file', () => write('empty.log', ''), 'empty'],
    ['UTF-16', () => write('wide.log', Buffer.from(`\ufeffBearer ${mintJws()}`, 'utf16le')), 'utf-16'],
    ['an archive', () => write('old.log.gz', Uint8Array.of(0x1f, 0x8b, 8, 0, 0)), 'compressed'],
  ];
  for (const [what, path, reason] of refused) {
    it(`refuses ${what}: ${reason}`, async () => {
      assert.deepEqual(outcomeIn(await messagesFor({ path: path() })), { kind: 'refused', reason });
    });
  }

  it('refuses a pipe, for which it would wait for ever', async function () {
    if (process.platform === 'win32') return this.skip();
    const path = made(join(folder, 'pipe'), (fifo) => execFileSync('mkfifo', [fifo]));
    assert.deepEqual(outcomeIn(await messagesFor({ path })), { kind: 'refused', reason: 'not-a-file' });
  });

  it('refuses a file that may not be read (not checked for root and on Windows, where all may be)', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) return this.skip();
    const path = made(write('secret.log', 'x'), (file) => chmodSync(file, 0o000));
    assert.deepEqual(outcomeIn(await messagesFor({ path })), { kind: 'refused', reason: 'forbidden' });
  });

  it('says that a file could not be read where its disk fails in the middle', async () => {
    const failing = () => Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    const file = {
      size: 5_000_000,
      readAt(room: Uint8Array, place: number) {
        if (place > 1_000_000) throw failing();
        return room.fill(0x20).length;
      },
      hasChanged: () => false,
      close: () => undefined,
    };
    const messages: FromWorker[] = [];
    await fileWorker(
      (message) => messages.push(message),
      () => file,
    )({ type: 'search', job: jobFor({ path: 'x' }) });
    assert.deepEqual(outcomeIn(messages), { kind: 'refused', reason: 'unreadable' });
  });

  for (const [what, change] of [
    ['grew', (path: string) => appendFileSync(path, 'more')],
    ['was cut', (path: string) => truncateSync(path, 10)],
  ] as const) {
    it(`says that a file ${what} while it was read`, async () => {
      const path = write('busy.log', 'a line of a log\n'.repeat(60_000));
      const file = openFile(path);
      assert.ok(typeof file === 'object');
      let changes = 0;
      const outcome = await runFileJob(file, NOW, {
        turnMs: 0,
        windowBytes: 262_144,
        isStopped: () => false,
        onProgress: () => {
          if (changes++ === 0) change(path);
        },
      });
      assert.ok(outcome.kind === 'searched' && outcome.changed && !outcome.stopped);
    });
  }

  it('stops where it is told to, with what it has found by then, and closes the file', async () => {
    const text = `access_token=${mintOpaque('access-token')}\n${'lorem ipsum\n'.repeat(200_000)}`;
    const file = openFile(write('long.log', text));
    assert.ok(typeof file === 'object');
    let closed = 0;
    let turns = 0;
    const watched = { ...file, close: () => void closed++ };
    const outcome = await runFileJob(watched, NOW, {
      turnMs: 0,
      windowBytes: 262_144,
      isStopped: () => turns >= 4,
      onProgress: () => void turns++,
    });
    assert.ok(outcome.kind === 'searched' && outcome.stopped);
    assert.equal(outcome.found.places, 1);
    assert.ok(outcome.found.read < outcome.found.size);
    assert.deepEqual([turns, closed], [4, 1]);
    file.close();
  });
});

describe('whoever started that worker', () => {
  it('hands bytes over, and keeps what is shared with others', () => {
    const shared = new Uint8Array(100).fill(7);
    for (const bytes of [shared.subarray(10, 20), new Uint8Array(5).fill(7)]) {
      const worker = silentWorker();
      void runInWorker(worker, jobFor({ bytes }), () => undefined);
      const [{ message, transfer }] = worker.posted as [(typeof worker.posted)[number]];
      assert.ok(message.type === 'search' && 'bytes' in message.job.source);
      assert.equal(
        message.job.source.bytes.every((byte) => byte === 7),
        true,
      );
      assert.equal(message.job.source.bytes.length, bytes.length);
      assert.equal(transfer[0]?.byteLength, bytes.length);
      assert.ok(transfer[0] !== shared.buffer);
    }
  });

  it('ends it, and says so, when it does not answer to a stop', async () => {
    const worker = silentWorker();
    const running = runInWorker(worker, jobFor({ path: 'x' }), () => undefined);
    running.stop();
    assert.deepEqual(await running.outcome, { kind: 'refused', reason: 'no-answer' });
    assert.equal(worker.terminated, 1);
  });

  it('ends it when it fails, and passes the failure on', async () => {
    const worker = silentWorker();
    const running = runInWorker(worker, jobFor({ path: 'x' }), () => undefined);
    worker.fail(new RangeError('out of memory'));
    await assert.rejects(running.outcome, RangeError);
    assert.equal(worker.terminated, 1);
  });
});

type Source = Parameters<typeof jobFor>[0];

function jobFor(source: { path: string } | { bytes: Uint8Array }) {
  return { source, nowMs: NOW };
}

async function messagesFor(source: Source): Promise<readonly FromWorker[]> {
  const messages: FromWorker[] = [];
  await fileWorker((message) => messages.push(message), openFile)({ type: 'search', job: jobFor(source) });
  return messages;
}

function outcomeIn(messages: readonly FromWorker[]): FileOutcome {
  const outcomes = messages.filter(({ type }) => type !== 'progress');
  assert.equal(outcomes.length, 1);
  const [last] = outcomes;
  assert.ok(last?.type === 'outcome', JSON.stringify(last));
  return last.outcome;
}

function made(path: string, make: (path: string) => unknown): string {
  make(path);
  return path;
}

/** One that takes everything and says nothing. */
function silentWorker() {
  const posted: { message: Parameters<WorkerEnd['post']>[0]; transfer: readonly ArrayBuffer[] }[] = [];
  const worker = {
    posted,
    terminated: 0,
    fail: (_: Error): void => undefined,
    post: (message, transfer) => void posted.push({ message, transfer }),
    terminate: () => void worker.terminated++,
    listen: (_, onFailure) => {
      worker.fail = onFailure;
    },
  } satisfies WorkerEnd & Record<string, unknown>;
  return worker;
}
