import { describe, expect, it } from 'vitest';
import type { FileRef } from '#shared/domain/attached.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { createOutbox, type OutboxRow } from './outbox.ts';

const text = (key: string) => ({ key, text: `text of ${key}`, page: null, at: 1 });
const file = (key: string) => ({
  ...{ key, text: '', page: null, at: 1 },
  files: [{ key: `file of ${key}`, name: 'a.png', blob: new Blob(['bytes']) }],
});
const ref = (id: string): FileRef => ({ id, name: 'a.png', type: 'image/png', size: 5 });
type Upload = {
  readonly signal: AbortSignal;
  readonly progress: (done: number) => void;
  readonly end: (answer: Answer<readonly FileRef[]>) => void;
};

/** A box whose uploads go on until a test ends them, or their signal does. */
function setUp(keeping: (row: OutboxRow) => Promise<void> = async () => {}) {
  const time = virtualClock();
  const rows = new Map<string, OutboxRow>();
  const sent: string[] = [];
  const uploads: Upload[] = [];
  const box = createOutbox({
    store: {
      all: async () => [...rows.values()],
      put: async (row) => {
        await keeping(row);
        rows.set(row.key, row);
      },
      remove: async (key) => void rows.delete(key),
    },
    clock: time,
    random: () => 0,
    exclusive: (run) => run(),
    upload: (_, signal, progress) =>
      new Promise((end, fail) => {
        signal.addEventListener('abort', () => fail(new Error('given up')));
        uploads.push({ signal, progress, end });
      }),
    send: async ({ key }, files) => {
      sent.push(files ? `${key} with ${files.map(({ id }) => id).join()}` : key);
      return { ok: true, value: { id: key, conversationId: 'c', publicSeq: sent.length, at: 2 } };
    },
    onSent: () => {},
    isWritten: () => false,
    onStored: () => {},
    onChange: () => {},
    onUnauthenticated: () => {},
  });
  box.setOnline(true);
  const states = () => box.items().map(({ key, state }) => `${key} ${state}`);
  return { box, time, rows, sent, uploads, states };
}

describe('files in the outbox', () => {
  it('[P6] hold up what was written after them until they are there', async () => {
    const { box, time, sent, uploads } = setUp();
    void box.add(file('a'));
    void box.add(text('b'));
    // Far longer than an ack may take.
    await time.pass(120_000);
    expect(sent).toEqual([]);
    uploads[0]?.progress(0.5);
    expect(box.items()[0]).toMatchObject({ key: 'a', state: 'sending', done: 0.5 });
    uploads[0]?.end({ ok: true, value: [ref('x')] });
    await time.settle();
    expect(sent).toEqual(['a with x', 'b']);
  });

  it('are not sent any more when they are given up on their way, and nothing else is lost', async () => {
    const { box, time, rows, sent, uploads } = setUp();
    void box.add(file('a'));
    void box.add(text('b'));
    await time.settle();
    void box.discard('a');
    await time.settle();
    expect(uploads[0]?.signal.aborted).toBe(true);
    expect(sent).toEqual(['b']);
    expect(uploads).toHaveLength(1);
    expect([...rows.keys()]).toEqual([]);
  });

  it('that are given up in another tab are not sent by this one', async () => {
    const { box, time, rows, sent, uploads } = setUp();
    void box.add(file('a'));
    await time.settle();
    rows.delete('a');
    await box.reload();
    await time.settle();
    expect(uploads[0]?.signal.aborted).toBe(true);
    expect(sent).toEqual([]);
  });

  it('[P6] are brought again after the line was lost, and the message is sent once', async () => {
    const { box, time, sent, uploads, states } = setUp();
    void box.add(file('a'));
    await time.settle();
    box.setOnline(false);
    await time.settle();
    expect(uploads[0]?.signal.aborted).toBe(true);
    expect(states()).toEqual(['a queued']);
    box.setOnline(true);
    await time.settle();
    uploads[1]?.end({ ok: true, value: [ref('x')] });
    await time.settle();
    expect(sent).toEqual(['a with x']);
  });

  it('that the hub will not have are shown as refused, and the next goes on', async () => {
    const { box, time, rows, sent, uploads, states } = setUp();
    void box.add(file('a'));
    void box.add(text('b'));
    await time.settle();
    uploads[0]?.progress(0.9);
    uploads[0]?.end({ ok: false, error: { code: 'file_type' } });
    await time.settle();
    expect(states()).toEqual(['a refused', 'b sent']);
    expect(sent).toEqual(['b']);
    // What is kept of it is the message, not how far it was.
    expect(Object.keys(rows.get('a') ?? {})).not.toContain('done');
    expect(rows.get('a')?.refusal).toBe('file_type');
  });

  it('held up stop where they are, let what comes after them past, and go on when they are let', async () => {
    const { box, time, rows, sent, uploads } = setUp();
    void box.add(file('a'));
    await time.settle();
    uploads[0]?.progress(0.5);
    await box.hold('a', true);
    expect(uploads[0]?.signal.aborted).toBe(true);
    void box.add(text('b'));
    await time.pass(120_000);
    expect(sent).toEqual(['b']);
    expect(box.items()[0]).toMatchObject({ key: 'a', state: 'queued', paused: true, done: 0.5 });
    expect(rows.get('a')?.paused).toBe(true);
    // Also for the next page, and other tabs.
    await box.reload();
    await time.pass(120_000);
    expect(uploads).toHaveLength(1);
    await box.hold('a', false);
    await time.settle();
    uploads[1]?.end({ ok: true, value: [ref('x')] });
    await time.settle();
    expect(sent).toEqual(['b', 'a with x']);
    expect(rows.size).toBe(0);
  });

  it('held up before they are kept do not go out', async () => {
    const { box, time, rows, uploads } = setUp();
    const adding = box.add(file('a'));
    await Promise.all([box.hold('a', true), adding]);
    await time.pass(60_000);
    expect(uploads).toEqual([]);
    expect(rows.get('a')?.paused).toBe(true);
  });

  it('go out in the order in which they were given, also where the first takes longer to be kept', async () => {
    let keep = (): void => {};
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    const { box, time, sent, uploads } = setUp((row) => (row.key === 'large' ? kept : Promise.resolve()));
    void box.add(file('large'));
    void box.add(file('small'));
    await time.settle();
    expect(uploads).toEqual([]);
    keep();
    await time.settle();
    uploads[0]?.end({ ok: true, value: [ref('x')] });
    await time.settle();
    uploads[1]?.end({ ok: true, value: [ref('y')] });
    await time.settle();
    expect(sent).toEqual(['large with x', 'small with y']);
  });
});
