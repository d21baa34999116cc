import { describe, expect, it } from 'vitest';
import type { Answer, Refusal } from '#shared/protocol/errors.ts';
import { ackTimeout } from '#shared/protocol/limits.ts';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { type Ack, createOutbox, type OutboxOptions, type OutboxRow, type OutboxStore } from './outbox.ts';

const row = (key: string) => ({ key, text: `text of ${key}`, page: null, at: 1 });
const ackOf = (key: string): Ack => ({ id: `id-${key}`, conversationId: 'c', publicSeq: 1, at: 2 });
const granted = (key: string): Answer<Ack> => ({ ok: true, value: ackOf(key) });
const refused = (error: Refusal): Answer<Ack> => ({ ok: false, error });

function memory(events: string[], rows = new Map<string, OutboxRow>()): OutboxStore {
  return {
    all: async () => [...rows.values()],
    put: async (one) => {
      events.push(`put ${one.key}${one.refusal ? ` ${one.refusal}` : ''}`);
      rows.set(one.key, one);
    },
    remove: async (key) => {
      events.push(`remove ${key}`);
      rows.delete(key);
    },
  };
}

/** A box whose hub answers by `hub`; never, where that gives null. The transcript has what `written` has. */
function setUp(
  hub: (sent: OutboxRow, times: number) => Answer<Ack> | 'cut' | null,
  kept?: Map<string, OutboxRow>,
  change: Partial<OutboxOptions> = {},
) {
  const written = new Set<string>();
  const time = virtualClock();
  const events: string[] = [];
  const store = memory(events, kept);
  const times = new Map<string, number>();
  let flying = 0;
  const box = createOutbox({
    store,
    clock: time,
    random: () => 0,
    exclusive: (run) => run(),
    upload: () => Promise.reject(new Error('there are no files')),
    send(one) {
      const count = (times.get(one.key) ?? 0) + 1;
      times.set(one.key, count);
      flying++;
      events.push(`send ${one.key}`);
      expect(flying, 'one in flight').toBe(1);
      const answer = hub(one, count);
      const landed = () => void flying--;
      if (answer === 'cut') return Promise.reject(new Error('cut')).finally(landed);
      if (answer === null) {
        time.after(ackTimeout, landed);
        return new Promise(() => {});
      }
      return Promise.resolve(answer).finally(landed);
    },
    onSent: (one) => events.push(`sent ${one.key}`),
    isWritten: (key) => written.has(key),
    onStored: () => {},
    onChange: () => {},
    onUnauthenticated: () => events.push('who am I'),
    ...change,
  });
  /** What the model does when an entry of the visitor's comes into the transcript, whichever way it came. */
  const arrive = (key: string) => {
    if (written.has(key)) return;
    written.add(key);
    void box.echoed(key);
  };
  const states = () => box.items().map(({ key, state }) => `${key} ${state}`);
  return { box, time, events, states, store, arrive };
}

describe('the outbox', () => {
  it('[P6] sends what the last page left before what is written while that is still being read', async () => {
    const left = (key: string, order: number) => [key, { ...row(key), order, refusal: null }] as const;
    const { box, time, events } = setUp((one) => granted(one.key), new Map([left('y', 7), left('z', 8)]));
    box.setOnline(true);
    void box.reload();
    void box.add(row('a'));
    void box.add(row('b'));
    await time.settle();
    expect(events.filter((event) => event.startsWith('send '))).toEqual(
      ['y', 'z', 'a', 'b'].map((key) => `send ${key}`),
    );
  });

  it('[P3] keeps a message before it sends it', async () => {
    const { box, time, events } = setUp((one) => granted(one.key));
    box.setOnline(true);
    void box.add(row('a'));
    await time.settle();
    expect(events).toEqual(['put a', 'send a', 'sent a', 'remove a']);
  });

  it('[P3] sends nothing while keeping is not done, whatever else happens', async () => {
    const time = virtualClock();
    let keep: () => void = () => {};
    const sent: string[] = [];
    const box = createOutbox({
      store: {
        all: async () => [{ ...row('a'), order: 1, refusal: null }],
        put: () =>
          new Promise((resolve) => {
            keep = resolve;
          }),
        remove: async () => {},
      },
      clock: time,
      random: () => 0,
      exclusive: (run) => run(),
      upload: () => Promise.reject(new Error('there are no files')),
      send: async (one) => {
        sent.push(one.key);
        return granted(one.key);
      },
      onSent: () => {},
      isWritten: () => false,
      onStored: () => {},
      onChange: () => {},
      onUnauthenticated: () => {},
    });
    void box.add(row('a'));
    box.setOnline(true);
    await time.settle();
    expect(box.items().map(({ state }) => state)).toEqual(['queued']);
    expect(sent).toEqual([]);
    keep();
    await time.settle();
    expect(sent).toEqual(['a']);
  });

  it('[P6] sends in order, one at a time', async () => {
    const { box, time, events } = setUp((one) => granted(one.key));
    for (const key of ['a', 'b', 'c']) void box.add(row(key));
    await time.settle();
    box.setOnline(true);
    await time.settle();
    expect(events.filter((event) => event.startsWith('send '))).toEqual(['send a', 'send b', 'send c']);
  });

  it('[P6] sends again under the same key when no ack comes within 10 s', async () => {
    const { box, time, events, states } = setUp((one, times) => (times === 1 ? null : granted(one.key)));
    box.setOnline(true);
    void box.add(row('a'));
    await time.settle();
    expect(states()).toEqual(['a sending']);
    await time.pass(ackTimeout - 1);
    expect(events.filter((event) => event === 'send a')).toHaveLength(1);
    await time.pass(1);
    expect(states()).toEqual(['a queued']);
    await time.pass(1000);
    expect(events.filter((event) => event === 'send a')).toHaveLength(2);
    expect(states()).toEqual(['a sent']);
  });

  it('[P6] keeps the order of writing when the clock is set back in between', async () => {
    const left = new Map<string, OutboxRow>([['b', { ...row('b'), order: 3, refusal: null }]]);
    const { box, time, events } = setUp((one) => granted(one.key), left);
    await box.reload();
    // Keys begin with the time: this one was minted by a clock that is an hour behind.
    await box.add(row('a'));
    await box.reload();
    expect(box.items().map(({ key, order }) => [key, order])).toEqual([
      ['b', 3],
      ['a', 4],
    ]);
    box.setOnline(true);
    await time.settle();
    expect(events.filter((event) => event.startsWith('send '))).toEqual(['send b', 'send a']);
  });

  it('holds everything while the line is down and sends it once it is back', async () => {
    const { box, time, events } = setUp((one, times) =>
      one.key === 'a' && times === 1 ? 'cut' : granted(one.key),
    );
    box.setOnline(true);
    void box.add(row('a'));
    box.setOnline(false);
    void box.add(row('b'));
    await time.pass(3_600_000);
    expect(events.filter((event) => event.startsWith('sent'))).toEqual([]);
    box.setOnline(true);
    await time.pass(1000);
    expect(events.filter((event) => event.startsWith('sent'))).toEqual(['sent a', 'sent b']);
  });

  it('[P15] waits as long as the hub says, and keeps the order', async () => {
    const { box, time, events } = setUp((one, times) =>
      one.key === 'a' && times === 1 ? refused({ code: 'slow_down', retryAfter: 7000 }) : granted(one.key),
    );
    box.setOnline(true);
    void box.add(row('a'));
    void box.add(row('b'));
    await time.pass(6999);
    expect(events.filter((event) => event.startsWith('send '))).toEqual(['send a']);
    await time.pass(1);
    expect(events.filter((event) => event.startsWith('send '))).toEqual(['send a', 'send a', 'send b']);
  });

  it('lets a refused message lie with its reason and goes on with the next', async () => {
    const { box, time, events, states } = setUp((one) =>
      one.key === 'a' ? refused({ code: 'too_large' }) : granted(one.key),
    );
    box.setOnline(true);
    void box.add(row('a'));
    void box.add(row('b'));
    await time.settle();
    expect(states()).toEqual(['a refused', 'b sent']);
    expect(box.items()[0]?.refusal).toBe('too_large');
    expect(events).toContain('put a too_large');
    await box.retry('a');
    await time.settle();
    expect(events.filter((event) => event === 'send a')).toHaveLength(2);
    await box.discard('a');
    expect(states()).toEqual(['b sent']);
  });

  it('asks for a new identity when the token is worth nothing, and keeps the message', async () => {
    const { box, time, events, states } = setUp((one, times) =>
      times === 1 ? refused({ code: 'unauthenticated' }) : granted(one.key),
    );
    box.setOnline(true);
    void box.add(row('a'));
    await time.settle();
    expect(events).toContain('who am I');
    expect(states()).toEqual(['a queued']);
    box.setOnline(true);
    await time.settle();
    expect(states()).toEqual(['a sent']);
  });

  it('[P10] takes its own echo for the ack', async () => {
    const { box, time, states, events, arrive } = setUp(() => null);
    box.setOnline(true);
    void box.add(row('a'));
    await time.settle();
    arrive('a');
    await time.settle();
    expect(states()).toEqual([]);
    expect(events).toContain('remove a');
    await time.pass(60_000);
    expect(events.filter((event) => event === 'send a')).toHaveLength(1);
  });

  it('[P6] sends what a page that is gone has left, refused ones not', async () => {
    const left = new Map<string, OutboxRow>([
      ['a', { ...row('a'), order: 1, refusal: null }],
      ['b', { ...row('b'), order: 2, refusal: 'bad_request' }],
    ]);
    const { box, time, states } = setUp((one) => granted(one.key), left);
    await box.reload();
    expect(states()).toEqual(['a queued', 'b refused']);
    box.setOnline(true);
    await time.settle();
    expect(states()).toEqual(['a sent', 'b refused']);
  });

  it('does not send what another tab has sent meanwhile', async () => {
    const kept = new Map<string, OutboxRow>();
    const { box, time, events } = setUp((one) => granted(one.key), kept);
    void box.add(row('a'));
    await time.settle();
    kept.delete('a');
    box.setOnline(true);
    await time.settle();
    expect(events).not.toContain('send a');
    expect(box.items()).toEqual([]);
  });

  it('[P10] shows nothing as on its way that the transcript has, also when the store was read before that', async () => {
    const kept = new Map([['a', { ...row('a'), order: 1, refusal: null }]]);
    let answerRead: () => void = () => {};
    const events: string[] = [];
    const store: OutboxStore = {
      ...memory(events, kept),
      all: async () => {
        const rows = [...kept.values()];
        await new Promise<void>((resolve) => {
          answerRead = resolve;
        });
        return rows;
      },
    };
    const { box, time, states, arrive } = setUp((one) => granted(one.key), kept, { store });
    box.setOnline(true);
    // Another tab wrote it and sent it; its entry is here before what the store held at first.
    void box.reload();
    await time.settle();
    arrive('a');
    answerRead();
    for (let i = 0; i < 5; i++) {
      await time.pass(1000);
      answerRead();
    }
    expect(states()).toEqual([]);
    expect([...kept.keys()]).toEqual([]);
    expect(events).toEqual(['remove a']);
  });

  it('[P10] is rid of one whose entry came while it was sent again, once the ack is here', async () => {
    const kept = new Map([['a', { ...row('a'), order: 1, refusal: null }]]);
    const { box, time, states, events, arrive, store } = setUp(() => null, kept);
    await box.reload();
    box.setOnline(true);
    await time.settle();
    arrive('a');
    // A tab whose database was lost has put in again what it knew of.
    await store.put({ ...row('a'), order: 1, refusal: null });
    await box.reload();
    await time.pass(60_000);
    expect(states()).toEqual([]);
    expect([...kept.keys()]).toEqual([]);
    expect(events.filter((event) => event === 'send a')).toHaveLength(1);
  });

  it('[P6] goes on when the line is back before the lock of the attempt that found it down is', async () => {
    let giveBack: () => void = () => {};
    const { box, time, states, events } = setUp((one) => granted(one.key), undefined, {
      exclusive: async (run) => {
        if (events.includes('line down')) return run();
        box.setOnline(false);
        events.push('line down');
        const result = await run();
        await new Promise<void>((resolve) => {
          giveBack = resolve;
        });
        return result;
      },
    });
    box.setOnline(true);
    void box.add(row('a'));
    await time.settle();
    expect(states()).toEqual(['a queued']);
    box.setOnline(true);
    giveBack();
    await time.settle();
    expect(states()).toEqual(['a sent']);
  });

  it('[P6] sends again what was being sent when something failed under it', async () => {
    let broken = true;
    const { box, time, states, events } = setUp((one) => granted(one.key), undefined, {
      onSent: () => {
        if (broken) throw new Error('broken');
        events.push('sent a');
      },
    });
    box.setOnline(true);
    void box.add(row('a'));
    await time.settle();
    broken = false;
    await time.pass(60_000);
    expect(events).toContain('sent a');
    expect(states()).toEqual(['a sent']);
  });

  it('does nothing more once it is stopped', async () => {
    const { box, time, events } = setUp((one, times) => (times === 1 ? null : granted(one.key)));
    box.setOnline(true);
    void box.add(row('a'));
    await time.settle();
    box.stop();
    await time.pass(100_000);
    expect(events.filter((event) => event === 'send a')).toHaveLength(1);
  });
});
