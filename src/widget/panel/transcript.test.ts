import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublicEntry } from '#shared/domain/entry.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { PublicConversation } from '#shared/protocol/visitor.ts';
import { virtualClock } from '../../../test/support/virtual-clock.ts';
import { createTranscript, step } from './transcript.ts';

const entryAt = (publicSeq: number, conversationId = 'c'): PublicEntry => ({
  id: `${conversationId}${publicSeq}`,
  conversationId,
  publicSeq,
  author: { kind: 'agent', name: 'Lin' },
  key: null,
  at: publicSeq,
  body: { kind: 'message', text: String(publicSeq) },
});
const rowAt = (publicSeq: number, change: Partial<PublicConversation> = {}): PublicConversation => ({
  id: 'c',
  status: 'active',
  kind: 'live',
  agent: 'Lin',
  publicSeq,
  ...change,
});

/** A hub that has `length()` entries and gives three at a time. */
function setUp(length: () => number, fail: () => unknown = () => null) {
  const time = virtualClock();
  const pulls: number[] = [];
  const added: number[] = [];
  const transcript = createTranscript({
    clock: time,
    random: () => 0,
    isOnline: () => true,
    onChange: () => {},
    onEntry: (entry) => added.push(entry.publicSeq),
    async pull(id, after) {
      pulls.push(after);
      const error = fail();
      if (error) throw error;
      const last = Math.min(after + 3, length());
      const entries = Array.from({ length: Math.max(0, last - after) }, (_, i) => entryAt(after + 1 + i, id));
      return { conversation: rowAt(length(), { id }), entries, complete: last === length() };
    },
  });
  return { transcript, time, pulls, added };
}

describe('the gap rule', () => {
  it('[P7] knows what is known, what is next and what is missing', () => {
    expect([step(4, 3), step(4, 4), step(4, 5), step(4, 6)]).toEqual(['known', 'known', 'next', 'gap']);
  });
});

describe('the transcript', () => {
  it('[P9] fetches the end of a conversation whose news were lost when the next one had begun', async () => {
    let length = 3;
    const { transcript, time } = setUp(() => length);
    transcript.head(rowAt(3));
    await time.settle();
    // The fourth, its end, never comes; and from here on the hub speaks of another.
    length = 4;
    transcript.take(entryAt(1, 'd'), rowAt(1, { id: 'd' }));
    await time.pass(60_000);
    const of = (id: string) => transcript.entries().filter((entry) => entry.conversationId === id);
    expect(of('c').map((entry) => entry.publicSeq)).toEqual([1, 2, 3, 4]);
    expect(transcript.conversation()?.id).toBe('d');
    // A head of the first that comes late changes nothing of the second.
    transcript.head(rowAt(4, { status: 'closed' }));
    await time.settle();
    expect(time.waiting()).toBe(0);
  });

  it('[P9] looks once behind the end of a closed one when the next has begun: a rating may have come', async () => {
    let length = 3;
    const { transcript, time, pulls } = setUp(() => length);
    transcript.head(rowAt(3, { status: 'closed' }));
    await time.settle();
    // Rated in another tab, and the news of it were lost.
    length = 4;
    const before = pulls.length;
    transcript.take(entryAt(1, 'd'), rowAt(1, { id: 'd' }));
    await time.pass(60_000);
    const of = transcript.entries().filter((entry) => entry.conversationId === 'c');
    expect(of.map((entry) => entry.publicSeq)).toEqual([1, 2, 3, 4]);
    expect(pulls.slice(before)).toEqual([3]);
    expect(time.waiting()).toBe(0);
  });

  it('[P8] reads in what the hub has, page by page', async () => {
    const { transcript, time, pulls, added } = setUp(() => 7);
    transcript.head(rowAt(7));
    await time.settle();
    expect(pulls).toEqual([0, 3, 6]);
    expect(added).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(transcript.isComplete()).toBe(true);
  });

  it('[P7] adds the next at once, ignores the known, fetches a gap', async () => {
    const { transcript, time, pulls, added } = setUp(() => 5);
    transcript.take(entryAt(1), rowAt(1));
    transcript.take(entryAt(1), rowAt(1));
    await time.settle();
    expect(pulls).toEqual([]);
    transcript.take(entryAt(5), rowAt(5));
    await time.settle();
    expect(pulls).toEqual([1, 4]);
    expect(added).toEqual([1, 2, 3, 4, 5]);
  });

  it('[P9] learns from a heartbeat that something was lost', async () => {
    const { transcript, time, added } = setUp(() => 2);
    transcript.take(entryAt(1), rowAt(1));
    transcript.head(rowAt(2));
    await time.settle();
    expect(added).toEqual([1, 2]);
  });

  it('tries again after a failure, when the hub says so', async () => {
    let failures = 1;
    const { transcript, time, added } = setUp(
      () => 2,
      () => (failures-- > 0 ? new RefusalError({ code: 'slow_down', retryAfter: 4000 }) : null),
    );
    transcript.head(rowAt(2));
    await time.pass(3999);
    expect(added).toEqual([]);
    await time.pass(1);
    expect(added).toEqual([1, 2]);
  });

  it('[P8] asks for less at a time on a line that is too slow for much', async () => {
    const asked: number[] = [];
    const time = virtualClock();
    const transcript = createTranscript({
      clock: time,
      random: () => 0,
      isOnline: () => true,
      onEntry: () => {},
      onChange: () => {},
      async pull(id, after, limit) {
        asked.push(limit);
        if (limit > 60) throw new Error('no answer in time');
        const entries = Array.from({ length: limit }, (_, i) => entryAt(after + 1 + i, id));
        return { conversation: rowAt(100, { id }), entries, complete: false };
      },
    });
    transcript.head(rowAt(100));
    await time.pass(600_000);
    expect(asked).toEqual([200, 100, 50, 100, 50]);
    expect(transcript.entries()).toHaveLength(100);
  });

  it('[P8] is read anew when the hub has come back with an older record of it', async () => {
    let length = 7;
    const { transcript, time, pulls } = setUp(() => length);
    transcript.ready(rowAt(7));
    await time.settle();
    transcript.lineLost();
    length = 4;
    transcript.ready(rowAt(4));
    await time.settle();
    expect(pulls).toEqual([0, 3, 6, 0, 3]);
    expect(transcript.entries().map(({ publicSeq }) => publicSeq)).toEqual([1, 2, 3, 4]);
    transcript.take(entryAt(5), rowAt(5));
    expect(transcript.entries()).toHaveLength(5);
  });

  it('[P8] is not read anew when a live entry has overtaken what the hub says first', async () => {
    let length = 2;
    const { transcript, time, pulls } = setUp(() => length);
    transcript.ready(rowAt(2));
    await time.settle();
    transcript.lineLost();
    length = 3;
    transcript.take(entryAt(3), rowAt(3));
    transcript.ready(rowAt(2));
    await time.settle();
    expect(pulls).toEqual([0]);
    expect(transcript.entries()).toHaveLength(3);
  });

  it('does not ask for ever for what the hub will not give', async () => {
    const { transcript, time, pulls } = setUp(
      () => 2,
      () => new RefusalError('not_found'),
    );
    transcript.head(rowAt(2));
    await time.pass(600_000);
    expect(pulls).toHaveLength(1);
    expect(time.waiting()).toBe(0);
  });

  it('does not hammer a hub that promises more than it gives', async () => {
    const { transcript, time, pulls } = setUp(() => 1);
    transcript.head(rowAt(9));
    await time.pass(60_000);
    expect(pulls.length).toBeLessThan(12);
  });

  it('keeps the newer of two rows and shows the conversation that began last', async () => {
    const { transcript, time } = setUp(() => 2);
    transcript.head(rowAt(2));
    await time.settle();
    transcript.head(rowAt(2, { status: 'closed' }));
    transcript.take(entryAt(2), rowAt(1, { status: 'active' }));
    expect(transcript.conversation()?.status).toBe('closed');
    transcript.take(entryAt(1, 'd'), rowAt(1, { id: 'd' }));
    expect(transcript.conversation()?.id).toBe('d');
    expect(transcript.entries().map(({ id }) => id)).toEqual(['c1', 'c2', 'd1']);
    transcript.take(entryAt(2), rowAt(2, { status: 'closed' }));
    expect(transcript.conversation()?.id).toBe('d');
  });

  it('[P7] ends gapless and in order after any loss, doubling and disorder', async () => {
    const told = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(told, async (schedule) => {
        const { transcript, time, added } = setUp(() => 40);
        for (const publicSeq of schedule) {
          transcript.take(entryAt(publicSeq), rowAt(publicSeq));
          if (publicSeq % 3 === 0) await time.settle();
        }
        transcript.head(rowAt(40));
        await time.pass(60_000);
        expect(added).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      }),
      { numRuns: 200 },
    );
  });
});
