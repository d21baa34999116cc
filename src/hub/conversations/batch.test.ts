import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterEntry } from '#shared/domain/after-entry.ts';
import type { Visitor } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { type Outcome, stage } from './batch.ts';
import type { Held, Write } from './writes.ts';

/** Transcripts in memory: what `stage` says is written is what it is told next. */
function memory() {
  const held = new Map<string, Held>();
  const entries: Entry[] = [];
  let head = 0;
  let ids = 0;
  const commit = (writes: readonly Write[]): readonly Outcome[] => {
    const known = {
      head,
      held: [...held.values()],
      entries: entries.filter((e) => e.key !== null),
      targets: entries,
      people,
      takers: new Map(),
      files: new Map(),
    };
    const staged = stage(writes, known, 1000 + entries.length, () => `id-${++ids}`);
    for (const h of [...staged.begun, ...staged.changed]) held.set(h.conversation.id, h);
    entries.push(...staged.committed.map((c) => c.entry));
    head = staged.head;
    return staged.outcomes;
  };
  return { commit, held, entries, head: () => head };
}

const visitors: Visitor[] = ['v1', 'v2', 'v3'].map((id) => ({ id, name: null, locale: 'en' }));
const person = (id: string, role: Role) => ({ id, name: id, role });
const people = [person('ann', 'agent'), person('ben', 'agent'), person('sue', 'supervisor')];

/** Any write at all, about the n-th conversation there is; keys repeat often. */
const anyWrite = fc.record({
  kind: fc.constantFrom(
    'visitorMessage',
    'visitorMessage',
    'agentMessage',
    'agentMessage',
    'take',
    'close',
    'assign',
    'release',
    'transfer',
    'edit',
    'edit',
    'recall',
  ),
  about: fc.nat(30),
  who: fc.nat(2),
  which: fc.nat(4),
  key: fc.nat(30),
  text: fc.constantFrom('a', 'b'),
  version: fc.nat(4),
});
type AnyWrite = typeof anyWrite extends fc.Arbitrary<infer T> ? T : never;

function toWrite({ kind, who, which, key, text, version, about }: AnyWrite): Write {
  const conversationId = `id-${1 + which * 3}`;
  const by = people[who] as (typeof people)[number];
  switch (kind) {
    case 'visitorMessage':
      return { kind, visitor: visitors[who] as Visitor, key: `k${key}`, text, page: null };
    case 'agentMessage':
      return { kind, person: by, conversationId, key: `k${key}`, text };
    case 'edit':
      return { kind, person: by, conversationId, key: `k${key}`, entryId: `id-${about}`, text };
    case 'recall':
      return { kind, person: by, conversationId, key: `k${key}`, entryId: `id-${about}` };
    case 'transfer':
      return {
        kind,
        person: by,
        conversationId,
        key: `k${key}`,
        version,
        to: { person: people[about % 3]?.id ?? '', ask: false },
        note: null,
        until: 0,
      };
    case 'release':
      return { kind: 'assign', conversationId, version, to: null, reason: 'agent_gone' };
    case 'assign':
      return { kind, conversationId, version, to: { id: by.id, name: by.name }, reason: 'least_loaded' };
    default:
      return { kind: kind as 'take' | 'close', person: by, conversationId, key: `k${key}`, version };
  }
}

test('[P1] [P2] [P3] [P5] whatever is asked, and however it falls into batches, the transcripts hold', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyWrite, { maxLength: 8 }), { maxLength: 12 }), (batches) => {
      const grouped = memory();
      const outcomes = batches.flatMap((batch) => grouped.commit(batch.map(toWrite)));

      // One by one comes to the same as together.
      const single = memory();
      const alone = batches.flat().flatMap((one) => single.commit([toWrite(one)]));
      const shape = (o: Outcome) => (o.ok ? [o.entry.seq, o.entry.feedSeq, o.entry.publicSeq] : o.refusal);
      expect(outcomes.map(shape)).toEqual(alone.map(shape));

      const { entries, held } = grouped;
      expect(entries.map((e) => e.feedSeq)).toEqual(entries.map((_, i) => i + 1));
      const keys = entries.filter((e) => e.key !== null).map((e) => `${e.author.id} ${e.key}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const [id, { conversation, publicSeq, owners }] of held) {
        const own = entries.filter((e) => e.conversationId === id);
        expect(own.map((e) => e.seq)).toEqual(own.map((_, i) => i + 1));
        expect(own.filter((e) => e.publicSeq !== null).map((e) => e.publicSeq)).toEqual(
          Array.from({ length: publicSeq }, (_, i) => i + 1),
        );
        expect(conversation.lastSeq).toBe(own.length);
        const blank = { ...conversation, status: 'queued', agent: null, version: 0, closedAt: null } as const;
        const again = own.reduce(afterEntry, { ...blank, waitingSince: null, lastMessage: null, page: null });
        expect(conversation).toEqual(again);
        if (conversation.agent !== null) expect(owners).toContain(conversation.agent.id);
        // A change is of an earlier message of the same author here, and there is none after a recall.
        for (const [i, { author, body }] of own.entries()) {
          if (body.kind !== 'edited' && body.kind !== 'recalled') continue;
          const target = own.slice(0, i).find((e) => e.id === body.entryId);
          expect([target?.body.kind, target?.author.id]).toEqual(['message', author.id]);
          const changedAgain = (e: Entry) => 'entryId' in e.body && e.body.entryId === body.entryId;
          if (body.kind === 'recalled') expect(own.slice(i + 1).some(changedAgain)).toBe(false);
        }
        // Nobody writes into what is closed.
        const end = own.findIndex((e) => e.body.kind === 'closed');
        expect(end === -1 || end === own.length - 1).toBe(true);
      }
      // A visitor has one open conversation at most.
      const open = [...held.values()].filter((h) => h.conversation.status !== 'closed');
      expect(new Set(open.map((h) => h.conversation.visitor.id)).size).toBe(open.length);
    }),
    { numRuns: 300 },
  );
});

test('[P3] what was refused may be asked again under its key', () => {
  const { commit, held } = memory();
  commit([toWrite({ kind: 'visitorMessage', who: 0, which: 0, key: 1, text: 'a', version: 0, about: 0 })]);
  const [id] = held.keys();
  const take: Write = {
    kind: 'take',
    person: people[0] as never,
    conversationId: id ?? '',
    key: 'k2',
    version: 9,
  };
  expect(commit([take])).toMatchObject([{ ok: false, refusal: { code: 'conflict' } }]);
  expect(commit([{ ...take, version: 1 }])).toMatchObject([{ ok: true }]);
});
