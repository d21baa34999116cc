import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Clock } from '#shared/domain/clock.ts';
import type { PublicEntry } from '#shared/domain/entry.ts';
import { createOutbox, inOrder, type OutboxRow, type OutboxStore } from './outbox.ts';
import { createTranscript } from './transcript.ts';

/**
 * Tabs of one visitor, wired as in the model, with one store, one lock and one hub between them. The scheduler says in
 * which order all that takes time comes: the store's answers, sendings, acks, echoes, the tabs' news, timers.
 */
const row = {
  id: 'c',
  status: 'active',
  agent: null,
  openedAt: 1,
} as const;

type Step = {
  readonly do: 'write' | 'reload' | 'blink' | 'deaf' | 'forget';
  readonly tab: number;
};

function world(scheduler: fc.Scheduler, options: { readonly tabs: number; readonly echoToAuthor: boolean }) {
  const later = (): Promise<void> => scheduler.schedule(Promise.resolve());
  const stored = new Map<string, OutboxRow>();
  const said: PublicEntry[] = [];

  const clock: Clock = {
    now: () => 1,
    after: (_, run) => {
      let off = false;
      void later().then(() => {
        if (!off) run();
      });
      return () => {
        off = true;
      };
    },
  };
  /** As IndexedDB does it: in the order of asking, over all tabs; each tab hears in that order, when it comes to it. */
  let work: Promise<unknown> = Promise.resolve();
  function openStore(): OutboxStore {
    let heard: Promise<unknown> = Promise.resolve();
    function run<T>(what: () => T): Promise<T> {
      const done = work.then(later).then(what);
      work = done;
      const before = heard;
      const mine = done.then(async (value) => {
        await before;
        await later();
        return value;
      });
      heard = mine;
      return mine;
    }
    return {
      all: () => run(() => [...stored.values()].sort(inOrder)),
      put: (one) => run(() => void stored.set(one.key, one)),
      remove: (key) => run(() => void stored.delete(key)),
    };
  }
  let lock: Promise<unknown> = Promise.resolve();
  function exclusive<T>(run: () => Promise<T>): Promise<T> {
    const mine = lock.then(run);
    lock = mine.then(later, later);
    return mine.finally(later);
  }

  const tabs = Array.from({ length: options.tabs }, (_, number) => openTab(number));
  function openTab(number: number) {
    let online = true;
    let deaf = 0;
    const conversation = () => ({ ...row, publicSeq: said.length });
    const transcript = createTranscript({
      clock,
      random: () => 0,
      isOnline: () => online,
      async pull(_, after, limit) {
        await later();
        const entries = said.slice(after, after + limit);
        const page = { conversation: conversation() as never, entries, complete: true };
        await later();
        return page;
      },
      onEntry: (entry) => {
        if (entry.key) void box.echoed(entry.key);
      },
      onChange: () => {},
    });
    const tell = (what: (tab: (typeof tabs)[number]) => void): void => {
      for (const other of tabs) if (other.number !== number) void later().then(() => what(other));
    };
    const box = createOutbox({
      store: openStore(),
      clock,
      random: () => 0,
      exclusive,
      upload: () => Promise.reject(new Error('there are no files')),
      isWritten: transcript.has,
      async send(one) {
        await later();
        if (!online) throw new Error('no line');
        const entry = said.find(({ key }) => key === one.key) ?? write(one, number);
        await later();
        if (deaf > 0) {
          deaf -= 1;
          throw new Error('the ack is lost');
        }
        return { ok: true, value: { ...entry } };
      },
      onSent(one, ack) {
        const entry = entryOf(one, ack.publicSeq);
        tell((other) => other.transcript.take(entry, null));
        transcript.take(entry, null);
      },
      onStored: () => tell((other) => void other.box.reload()),
      onChange: () => {},
      onUnauthenticated: () => {},
    });
    box.setOnline(true);
    return {
      number,
      box,
      transcript,
      hear: (entry: PublicEntry): void => {
        if (online) transcript.take(entry, null);
      },
      beat: () => transcript.head(said.length > 0 ? (conversation() as never) : null),
      deafen: () => {
        deaf += 1;
      },
      async blink() {
        online = false;
        box.setOnline(false);
        transcript.lineLost();
        await later();
        online = true;
        box.setOnline(true);
        if (said.length > 0) transcript.ready(conversation() as never);
      },
    };
  }
  function write(one: OutboxRow, author: number): PublicEntry {
    const entry = entryOf(one, said.length + 1);
    said.push(entry);
    for (const tab of tabs) {
      if (options.echoToAuthor || tab.number !== author) void later().then(() => tab.hear(entry));
    }
    return entry;
  }
  return { tabs, said, stored, later };
}

const entryOf = (one: OutboxRow, publicSeq: number): PublicEntry => ({
  id: `id-${one.key}`,
  conversationId: 'c',
  publicSeq,
  author: { kind: 'visitor', name: '' },
  key: one.key,
  at: 2,
  body: { kind: 'message', text: one.text },
});

const anyStep: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('write', 'write', 'reload', 'blink', 'deaf', 'forget'),
  tab: fc.nat(2),
});

it('[P3] [P6] [P10] of several tabs none keeps what is written as on its way, whatever comes in which order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.record({ tabs: fc.integer({ min: 1, max: 3 }), echoToAuthor: fc.boolean() }),
      fc.array(anyStep, { minLength: 1, maxLength: 12 }),
      async (scheduler, options, steps) => {
        const { tabs, said, stored, later } = world(scheduler, options);
        const written: string[] = [];
        const known = new Map<string, OutboxRow>();
        const play = async (): Promise<void> => {
          for (const [i, step] of steps.entries()) {
            await later();
            for (const [key, one] of stored) known.set(key, one);
            const tab = tabs[step.tab % tabs.length]!;
            if (step.do === 'write') {
              written.push(`k${i}`);
              void tab.box.add({ key: `k${i}`, text: `text ${i}`, page: null, at: 1 });
            } else if (step.do === 'reload') void tab.box.reload();
            else if (step.do === 'blink') void tab.blink();
            else if (step.do === 'deaf') tab.deafen();
            else {
              // A store that broke is made anew with what one tab knew of.
              for (const [key, one] of known) stored.set(key, one);
              void tab.box.reload();
            }
          }
        };
        const played = play();
        await scheduler.waitIdle();
        await played;
        // What was lost on the way, the hub's next beat says.
        for (const tab of tabs) tab.beat();
        await scheduler.waitIdle();
        expect(said.map(({ key }) => key).sort()).toEqual([...written].sort());
        for (const { box, transcript } of tabs) {
          expect(box.items()).toEqual([]);
          expect(transcript.entries()).toEqual(said);
        }
        expect([...stored.keys()]).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
}, 60_000);
