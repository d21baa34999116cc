import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { stepActions } from '#shared/domain/supervision/actions.ts';
import type { Supervision } from '#shared/domain/supervision/settings.ts';
import { usualSupervision } from '#shared/domain/supervision/usual.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import { groupOf } from '../support/routing.ts';

/** Stepping into the work of others (E2), with a real hub and everybody's sockets. Time passes only where a test says so. */

const ada = { name: 'Ada', email: 'ada@example.test', password: 'correct horse ada', role: 'admin' } as const;

let hub: TestHub;
let clock: HeldClock;
let ann: DeskClient;
let ben: DeskClient;
let sue: DeskClient;
let visitor: VisitorClient;
let conversationId: string;
let home: string;
const other = newId();

beforeEach(async () => {
  clock = heldClock();
  hub = await startTestHub({ clock });
  admin = null;
  const { version, plan } = hub.hub.plans.current();
  home = plan.settings.defaultGroup;
  await hub.hub.plans.save(version, { ...plan, groups: [...plan.groups, groupOf(other)] }, 'test');
  ann = await deskClient(hub.url, testPeople.ann);
  visitor = await visitorClient(hub.url);
  ({ conversationId } = await say(visitor, 'hello'));
  await ann.until('entry', ({ entry }) => entry.body.kind === 'assigned');
  [ben, sue] = await Promise.all([deskClient(hub.url, testPeople.ben), deskClient(hub.url, testPeople.sue)]);
});
afterEach(() => hub.stop());

const house = async (change: Partial<Supervision>) => {
  const { version, plan } = hub.hub.plans.current();
  const supervision = { ...usualSupervision, ...plan.settings.supervision, ...change };
  await hub.hub.plans.save(version, { ...plan, settings: { ...plan.settings, supervision } }, 'test');
};
const putIn = (desk: DeskClient, groups: string[] | null) =>
  hub.hub.profiles.setProfile(desk.ready.me.id, { ...usualProfile, groups });
/** As it is, without a line of it: the test looks, and nobody watches. */
const rowOf = async (id = conversationId) =>
  (await ada_()).get('conversation.pull', { conversationId: id, after: 1_000_000, before: null, limit: 1 });
const linesOf = async () =>
  (await ada_()).get('conversation.pull', { conversationId, after: 0, before: null, limit: 500 });
let admin: Promise<DeskClient> | null = null;
function ada_(): Promise<DeskClient> {
  admin ??= hub.hub.people.create(ada).then(() => deskClient(hub.url, ada));
  return admin;
}
const audit = async (): Promise<string[]> => {
  const rows = await hub.hub.database.kysely.selectFrom('audit').selectAll().orderBy('id').execute();
  return rows
    .filter(({ event }) => event.startsWith('supervise.'))
    .map(({ event, code, subject }) => `${event} ${code} ${subject}`);
};
/** Everything that came over the wire to them from now on. */
const wire = ({ socket }: { socket: DeskClient['socket'] }): string[] => {
  const frames: string[] = [];
  socket.io.engine.on('packet', ({ type, data }) => {
    if (type === 'message') frames.push(String(data));
  });
  return frames;
};
/** The hub has had its looks, and all that they lead to has been told. */
const pass = async (seconds = 4) => {
  for (let s = 0; s < seconds; s += 1) {
    clock.leap(1000);
    await sue.get('feed.pull', { since: 0, limit: 1 });
  }
};
const transfer = async (to: { person: string; ask: boolean } | { group: string }) => {
  const { version } = (await rowOf()).conversation;
  return { conversationId, key: newId(), version, to, note: null };
};

describe('watching', () => {
  test('[P19] leaves no trace: not a packet for agent and customer, whatever the supervisor’s desk asks', async () => {
    await pass();
    const [toAnn, toVisitor] = [wire(ann), wire(visitor)];
    await sue.get('supervise.watch', { conversationId, watching: true });
    const { conversation } = await sue.get('conversation.pull', {
      ...{ conversationId, after: 0, before: null, limit: 50 },
    });
    await sue.get('mark.set', { conversationId, seq: conversation.lastSeq });
    await sue.get('marks.pull', {});
    for (const event of [
      'customer.pull',
      'way.pull',
      'orders.pull',
      'checklist.pull',
      'alerts.pull',
    ] as const)
      await sue.get(event, { conversationId });
    sue.socket.emit('typing', { conversationId });
    await pass();
    await sue.get('supervise.watch', { conversationId, watching: false });
    await pass();
    expect([toAnn, toVisitor]).toEqual([[], []]);
    // Nor does the customer hear of it who comes back: nobody who serves them has read anything.
    expect(await visitor.get('transcript.pull', { conversationId, after: 0, limit: 50 })).toMatchObject({
      seen: 0,
    });
    expect(await audit()).toEqual([`supervise.watch changed ${conversationId}`]);
  });

  test('[P19] what is found in conversations of others leaves a line of how many, before the answer, and no word of it', async () => {
    const filters = {
      ...{ conversation: null, customer: null, agent: null, from: null, to: null, status: null, kind: null },
    };
    await say(visitor, '暗号乌龙茶');
    const search = async (desk: DeskClient) =>
      (await desk.get('search', { query: '暗号乌龙', filters, before: null, limit: 20 })).lines.length;
    await expect
      .poll(async () => {
        await pass(1);
        return search(sue);
      })
      .toBe(1);
    expect(await audit()).toEqual(['supervise.found changed 1']);
    // The next key asks again: the same look. Nothing found, and an agent's own, leave none.
    expect(await search(sue)).toBe(1);
    expect(await search(ann)).toBe(1);
    expect(
      (await sue.get('search', { query: '没有这个词', filters, before: null, limit: 20 })).lines,
    ).toEqual([]);
    expect(await audit()).toHaveLength(1);
    clock.leap(6 * 60_000);
    expect(await search(sue)).toBe(1);
    expect(await audit()).toEqual(['supervise.found changed 1', 'supervise.found changed 1']);
    const rows = await hub.hub.database.kysely.selectFrom('audit').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('乌龙');
  });

  test('[P19] who only pulls leaves the line too, before the answer, and the agent is told where the house says so', async () => {
    await house({ told: 'name' });
    const looked = () => ann.news('watched').map((one) => one.by);
    await sue.get('conversation.pull', { conversationId, after: 0, before: null, limit: 50 });
    expect(await audit()).toEqual([`supervise.watch changed ${conversationId}`]);
    await expect.poll(looked).toEqual([['Sue']]);
    // Again at once it is the same look; it is over when nothing is asked for any more.
    await sue.get('conversation.pull', { conversationId, after: 0, before: null, limit: 50 });
    expect(await audit()).toHaveLength(1);
    await expect
      .poll(async () => {
        await pass(10);
        return looked().at(-1);
      })
      .toEqual([]);
    // Whose it is and who is in it leaves none; nor does an answer without a line of it.
    const lastSeq = (await rowOf()).conversation.lastSeq;
    await ann.get('conversation.pull', { conversationId, after: 0, before: null, limit: 50 });
    expect(await audit()).toHaveLength(1);
    clock.leap(10 * 60_000);
    await sue.get('conversation.pull', { conversationId, after: lastSeq, before: null, limit: 50 });
    expect(await audit()).toHaveLength(1);
    // Later it is another look, and what the customer wrote in another conversation is one of its own.
    await sue.get('customer.transcript', { conversationId, of: conversationId, before: null, limit: 10 });
    expect(await audit()).toHaveLength(2);
    // Who takes it over watches it no more, and is not told of themselves.
    await sue.get('conversation.transfer', await transfer({ person: sue.ready.me.id, ask: false }));
    await expect
      .poll(async () => hub.hub.database.kysely.selectFrom('watch').selectAll().execute())
      .toEqual([]);
    expect(sue.news('watched')).toEqual([]);
  });

  test('[P19] nor does what somebody reads who once was in it, and is no more', async () => {
    const { version } = (await rowOf()).conversation;
    await sue.get('supervise.join', { conversationId, key: newId(), version });
    const { seq } = await sue.get('mark.set', { conversationId, seq: 4 });
    expect(seq).toBe(4);
    const before = (await visitor.get('transcript.pull', { conversationId, after: 0, limit: 50 })).seen;
    const now = (await rowOf()).conversation.version;
    await sue.get('conversation.leave', { conversationId, key: newId(), version: now });
    await say(visitor, 'and another thing');
    await sue.get('mark.set', { conversationId, seq: (await rowOf()).conversation.lastSeq });
    const after = await visitor.get('transcript.pull', { conversationId, after: 0, limit: 50 });
    expect(after.seen).toBe(before);
  });

  test.each([
    ['somebody', [null]],
    ['name', ['Sue']],
  ] as const)(
    '[P19] where the house tells its agents %s, that agent hears it, and when it is over',
    async (told, by) => {
      await house({ told });
      const toVisitor = wire(visitor);
      await sue.get('supervise.watch', { conversationId, watching: true });
      expect(await ann.until('watched')).toEqual({ conversationId, by });
      // Who comes later is told at the door.
      const again = await deskClient(hub.url, testPeople.ann);
      expect(again.ready.watched).toEqual([{ conversationId, by }]);
      sue.close();
      await ann.until('watched', (news) => news.by.length === 0);
      expect(ben.news('watched')).toEqual([]);
      expect(toVisitor).toEqual([]);
    },
  );

  test('[P19] what is closed is told of by a setting of its own; the settings go to every desk', async () => {
    await house({ told: 'name', toldAfterwards: 'somebody' });
    await ann.until('settings', ({ supervision }) => supervision?.toldAfterwards === 'somebody');
    await sue.get('supervise.watch', { conversationId, watching: true });
    await ann.until('watched', ({ by }) => by[0] === 'Sue');
    const { version } = (await rowOf()).conversation;
    await ann.get('conversation.close', { conversationId, key: newId(), version });
    await ann.until('watched', ({ by }) => by.length === 1 && by[0] === null);
    await house({ toldAfterwards: 'never' });
    await pass(2);
    expect(ann.news('watched').at(-1)).toEqual({ conversationId, by: [] });
  });

  test('[P19] it goes along to who gets the conversation, and ends for who takes it over', async () => {
    await house({ told: 'name' });
    await sue.get('supervise.watch', { conversationId, watching: true });
    await ann.until('watched');
    await ann.get('conversation.transfer', await transfer({ person: ben.ready.me.id, ask: false }));
    await ben.until('watched', ({ by }) => by[0] === 'Sue');
    await ann.until('watched', ({ by }) => by.length === 0);
    await sue.get('conversation.transfer', await transfer({ person: sue.ready.me.id, ask: false }));
    await ben.until('watched', ({ by }) => by.length === 0);
    await pass(2);
    expect(sue.news('watched')).toEqual([]);
  });
});

describe('stepping in', () => {
  test('[P19] a whisper is heard by staff alone: the customer’s wire carries nothing', async () => {
    await ann.get('mark.set', { conversationId, seq: (await rowOf()).conversation.lastSeq });
    await pass();
    const toVisitor = wire(visitor);
    const note = {
      conversationId,
      key: newId(),
      text: 'offer a voucher',
      mentions: [] as string[],
      whisper: true as const,
    };
    const written = await sue.get('note.add', note);
    const heard = await ann.until('entry', ({ entry }) => entry.body.kind === 'note');
    expect(heard.entry).toMatchObject({ audience: 'staff', publicSeq: null, body: { whisper: true } });
    // Nor that the agent has read it.
    await ann.get('mark.set', { conversationId, seq: heard.entry.seq });
    // The same again is the same whisper (P3); without the mark it would be another note.
    expect(await sue.get('note.add', note)).toEqual(written);
    const { whisper: _, ...plain } = note;
    expect(await sue.ask('note.add', plain)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await pass();
    expect(toVisitor).toEqual([]);
    expect(await audit()).toContain(`supervise.whisper changed ${conversationId}`);
  });

  test('[P19] nobody whispers who does not supervise, nor where nobody hears it', async () => {
    const note = {
      conversationId,
      key: newId(),
      text: 'x',
      mentions: [] as string[],
      whisper: true as const,
    };
    expect(await ann.ask('note.add', note)).toMatchObject({ error: { code: 'forbidden' } });
    const { version } = (await rowOf()).conversation;
    await ann.get('conversation.close', { conversationId, key: newId(), version });
    expect(await sue.ask('note.add', note)).toMatchObject({ error: { code: 'conversation_closed' } });
  });

  test('[P19] who watches cannot speak; who has joined can, and the customer has been told', async () => {
    const message = { conversationId, key: newId(), text: 'I am here too' };
    expect(await sue.ask('message.send', message)).toMatchObject({ error: { code: 'join_first' } });
    const { version } = (await rowOf()).conversation;
    await sue.get('supervise.join', { conversationId, key: newId(), version });
    await visitor.until('entry', ({ entry: { body } }) => body.kind === 'joined' && body.name === 'Sue');
    await sue.get('message.send', message);
    await visitor.until(
      'entry',
      ({ entry: { body } }) => body.kind === 'message' && body.text === message.text,
    );
    expect(await audit()).toContain(`supervise.join changed ${conversationId}`);
  });

  test('[P19] taking over while the agent sends: what they said is before it, or refused with a code', async () => {
    const take = await transfer({ person: sue.ready.me.id, ask: false });
    const sent = Array.from({ length: 40 }, (_, n) => ({ conversationId, key: newId(), text: `line ${n}` }));
    const answers = Promise.all(sent.map((one) => ann.ask('message.send', one)));
    await sue.get('conversation.transfer', take);
    const { entries } = await linesOf();
    const results = await answers;
    const over = entries.find(({ body }) => body.kind === 'assigned' && body.to?.id === sue.ready.me.id);
    for (const [n, answer] of results.entries()) {
      const entry = entries.find(({ key }) => key === sent[n]?.key);
      if (answer.ok) expect(entry?.seq).toBeLessThan(over?.seq ?? 0);
      else {
        expect(answer.error).toEqual({ code: 'taken', owner: 'Sue' });
        expect(entry).toBeUndefined();
      }
    }
    // Her line still comes to her, and says who has it.
    await ann.until('entry', ({ conversation }) => conversation.agent?.name === 'Sue');
    expect(await audit()).toContain(`supervise.takeOver changed ${conversationId}`);
  });

  test('[P19] the customer is told that an agent has passed them on only where that agent has', async () => {
    const toldLast = async () => {
      const { entries } = await visitor.get('transcript.pull', { conversationId, after: 0, limit: 50 });
      return entries.at(-1)?.body;
    };
    const accept = async () =>
      ben.get('offer.accept', {
        ...{ conversationId, key: newId() },
        version: (await rowOf()).conversation.version,
      });
    await sue.get('conversation.transfer', await transfer({ person: sue.ready.me.id, ask: false }));
    expect(await toldLast()).toEqual({ kind: 'assigned', agent: 'Sue' });
    // Now it is hers, and she does pass them on.
    await sue.get('conversation.transfer', await transfer({ person: ann.ready.me.id, ask: false }));
    expect(await toldLast()).toEqual({ kind: 'assigned', agent: 'Ann', passedOn: true });
    // Who is asked by a supervisor gets it from her, who by its agent from that one.
    await sue.get('conversation.transfer', await transfer({ person: ben.ready.me.id, ask: true }));
    await accept();
    expect(await toldLast()).toEqual({ kind: 'assigned', agent: 'Ben' });
    await sue.get('conversation.transfer', await transfer({ person: ann.ready.me.id, ask: false }));
    expect(await toldLast()).toEqual({ kind: 'assigned', agent: 'Ann' });
    await ann.get('conversation.transfer', await transfer({ person: ben.ready.me.id, ask: true }));
    await accept();
    expect(await toldLast()).toEqual({ kind: 'assigned', agent: 'Ben', passedOn: true });
  });

  test('[P19] reassigning and closing leave their lines; what one does to one’s own does not', async () => {
    await sue.get('conversation.transfer', await transfer({ person: ben.ready.me.id, ask: false }));
    await ben.until('entry', ({ conversation }) => conversation.agent?.name === 'Ben');
    await ben.get('conversation.transfer', await transfer({ person: ann.ready.me.id, ask: false }));
    const { version } = (await rowOf()).conversation;
    await sue.get('conversation.close', { conversationId, key: newId(), version });
    expect(await audit()).toEqual([
      `supervise.reassign changed ${conversationId}`,
      `supervise.close changed ${conversationId}`,
    ]);
  });

  test('[P19] the line is there before the act, and what was not done has one that says why', async () => {
    const { version } = (await rowOf()).conversation;
    const late = { conversationId, key: newId(), version: version - 1 };
    expect(await sue.ask('supervise.join', late)).toMatchObject({ error: { code: 'taken' } });
    expect(await audit()).toEqual([
      `supervise.join changed ${conversationId}`,
      `supervise.join taken ${conversationId}`,
    ]);
    // Where it cannot be written down nothing is done.
    await sql`alter table audit rename to elsewhere`.execute(hub.hub.database.kysely);
    expect((await sue.ask('conversation.close', { conversationId, key: newId(), version })).ok).toBe(false);
    await sql`alter table elsewhere rename to audit`.execute(hub.hub.database.kysely);
    expect((await rowOf()).conversation.status).toBe('active');
  });

  test('[P19] a status that somebody else has set says by whom, also to who signs in later', async () => {
    const personId = ben.ready.me.id;
    await sue.get('supervise.status', { personId, status: 'away', reason: { is: 'said', text: 'Meal' } });
    const by = { id: sue.ready.me.id, name: 'Sue' };
    expect(await ben.until('status')).toMatchObject({ status: 'away', by });
    await hub.restart();
    const again = await deskClient(hub.url, testPeople.ben);
    expect(again.ready.status).toMatchObject({ status: 'away', by });
    await again.get('status.set', { status: 'online', reason: null });
    expect((await again.until('status')).by).toBeUndefined();
    expect(await audit()).toEqual([`supervise.status changed ${personId} away`]);
  });
});

describe('a group', () => {
  const wait = async (count: number) => {
    for (const desk of [ann, ben]) await desk.get('status.set', { status: 'busy', reason: null });
    const visitors = await Promise.all(Array.from({ length: count }, () => visitorClient(hub.url)));
    const said = await Promise.all(visitors.map((one) => say(one, 'anybody?')));
    for (const { conversationId: id } of said)
      await sue.until('entry', (n) => n.entry.conversationId === id && n.entry.body.kind === 'routed');
    return said.map(({ conversationId: id }) => id);
  };

  test('[P19] its whole queue is moved while agents take from it: each is moved or taken, none both, none lost', async () => {
    const ids = await wait(60);
    const rows = await Promise.all(ids.map(async (id) => (await rowOf(id)).conversation));
    const taking = rows.filter((_, n) => n % 3 === 0);
    const [done, ...took] = await Promise.all([
      sue.get('supervise.moveQueue', { from: home, to: other }),
      ...taking.map(({ id, version }) =>
        ann.ask('conversation.take', { conversationId: id, key: newId(), version }),
      ),
    ]);
    const after = await Promise.all(ids.map(async (id) => (await rowOf(id)).conversation));
    const moved = after.filter(({ group, agent }) => group?.id === other && agent === null);
    const taken = after.filter(({ agent }) => agent?.id === ann.ready.me.id);
    expect(moved.length + taken.length).toBe(60);
    expect(took.filter(({ ok }) => ok)).toHaveLength(taken.length);
    expect(done).toEqual({ moved: moved.length, taken: 60 - moved.length, left: 0 });
    // What they have waited goes along.
    for (const { id, queuedAt } of moved) expect(queuedAt).toBe(rows.find((row) => row.id === id)?.queuedAt);
    expect(await audit()).toEqual([`supervise.moveQueue changed ${home} to ${other}`]);
  });

  test('[P19] paused, nothing of it is given and it is closed for new customers; it goes on where it was', async () => {
    await sue.get('supervise.pause', { groupId: home, paused: true });
    await pass(2);
    await visitor.until('service', ({ service }) => !service.open && service.opensAt === null);
    const waiting = await visitorClient(hub.url);
    expect(waiting.ready.service.open).toBe(false);
    const { conversationId: id } = await say(waiting, 'is anybody there?');
    await sue.until('entry', (n) => n.entry.conversationId === id && n.entry.body.kind === 'routed');
    await pass(3);
    expect((await rowOf(id)).conversation).toMatchObject({ status: 'queued', agent: null });
    const { groups } = await ann.get('colleagues.pull', {});
    expect(groups.find((one) => one.id === home)).toMatchObject({ open: false, paused: { by: 'Sue' } });
    // By hand anybody may still take it: it is what is given by itself that stops. And a restart changes nothing.
    await hub.restart();
    admin = deskClient(hub.url, ada);
    sue = await deskClient(hub.url, testPeople.sue);
    ann = await deskClient(hub.url, testPeople.ann);
    await pass(2);
    expect((await rowOf(id)).conversation.status).toBe('queued');
    await sue.get('supervise.pause', { groupId: home, paused: false });
    await ann.until('entry', (n) => n.entry.conversationId === id && n.entry.body.kind === 'assigned');
    expect(await audit()).toEqual([`supervise.pause changed ${home}`, `supervise.resume changed ${home}`]);
  });
});

describe('rights', () => {
  /** Each action, tried on Ann’s conversation, on her, or on the group that both are in. */
  const tries = {
    watch: async (desk: DeskClient) => desk.ask('supervise.watch', { conversationId, watching: true }),
    whisper: async (desk: DeskClient) =>
      desk.ask('note.add', { conversationId, key: newId(), text: 'x', mentions: [], whisper: true }),
    join: async (desk: DeskClient) =>
      desk.ask('supervise.join', {
        ...{ conversationId, key: newId() },
        version: (await rowOf()).conversation.version,
      }),
    takeOver: async (desk: DeskClient) =>
      desk.ask('conversation.transfer', await transfer({ person: desk.ready.me.id, ask: false })),
    reassign: async (desk: DeskClient) =>
      desk.ask('conversation.transfer', await transfer({ person: ben.ready.me.id, ask: false })),
    close: async (desk: DeskClient) =>
      desk.ask('conversation.close', {
        ...{ conversationId, key: newId() },
        version: (await rowOf()).conversation.version,
      }),
    status: async (desk: DeskClient) =>
      desk.ask('supervise.status', { personId: ann.ready.me.id, status: 'busy', reason: null }),
    moveQueue: async (desk: DeskClient) => desk.ask('supervise.moveQueue', { from: home, to: other }),
    pause: async (desk: DeskClient) => desk.ask('supervise.pause', { groupId: home, paused: true }),
  } as const;

  const ofRole: Record<Role, () => Promise<DeskClient>> = {
    agent: async () => ben,
    supervisor: async () => deskClient(hub.url, testPeople.sue),
    admin: ada_,
  };

  const settings = {
    granted: { allowed: [...stepActions], groups: 'all' },
    'not granted': { allowed: [], groups: 'all' },
    'own groups, in it': { allowed: [...stepActions], groups: 'own' },
    'own groups, in another': { allowed: [...stepActions], groups: 'own' },
  } as const satisfies Record<string, Pick<Supervision, 'allowed' | 'groups'>>;

  const cells = (['agent', 'supervisor', 'admin'] as const).flatMap((role) =>
    (Object.keys(settings) as (keyof typeof settings)[]).map((setting) => ({ role, setting })),
  );

  test.each(cells)('[P19] $role, $setting: every action, and its line', async ({ role, setting }) => {
    await house(settings[setting]);
    await putIn(ann, [home]);
    await putIn(sue, setting === 'own groups, in another' ? [other] : [home]);
    sue.close();
    const may =
      role === 'admin' ||
      (role === 'supervisor' && setting !== 'not granted' && setting !== 'own groups, in another');
    const desk = await ofRole[role]();
    for (const action of stepActions) {
      const before = (await audit()).length;
      const answer = await tries[action](desk);
      expect([action, answer.ok], JSON.stringify(answer)).toEqual([action, may]);
      // What one does not get to see does not exist; where one has no right to it one is told so.
      if (!answer.ok) expect(['forbidden', 'not_found']).toContain(answer.error.code);
      const lines = (await audit()).slice(before);
      // A refusal that denies access is in the trail too, as a refusal.
      if (may) expect(lines).toEqual([expect.stringContaining(`supervise.${action} changed`)]);
      else expect(lines.filter((line) => line.includes(' changed '))).toEqual([]);
      // Again as it was: it is Ann’s.
      const { conversation } = await rowOf();
      if (conversation.status === 'active' && conversation.agent?.name !== 'Ann')
        await (await ada_()).get(
          'conversation.transfer',
          await transfer({ person: ann.ready.me.id, ask: false }),
        );
      else if (conversation.guests.length > 0)
        await desk.get('conversation.leave', { conversationId, key: newId(), version: conversation.version });
      if (conversation.status === 'closed') {
        ({ conversationId } = await say(visitor, 'once more'));
        await expect.poll(async () => (await rowOf()).conversation.agent !== null).toBe(true);
        if ((await rowOf()).conversation.agent?.name !== 'Ann')
          await (await ada_()).get(
            'conversation.transfer',
            await transfer({ person: ann.ready.me.id, ask: false }),
          );
      }
    }
  });

  test('[P19] who is limited to a group sees the queue, their own and that group’s, live and in the feed', async () => {
    await house({ groups: 'own' });
    await putIn(sue, [other]);
    // The door again, by itself.
    await expect
      .poll(() => {
        clock.leap(1000);
        return sue.socket.connected;
      })
      .toBe(false);
    sue = await deskClient(hub.url, testPeople.sue);
    expect(sue.ready.over).toEqual([other]);
    await say(visitor, 'secret of home');
    await ann.until(
      'entry',
      ({ entry: { body } }) => body.kind === 'message' && body.text === 'secret of home',
    );
    const first = await sue.get('feed.pull', { since: 0, limit: 500 });
    expect(JSON.stringify([first, sue.news('entry')])).not.toContain('secret of home');
    await ann.get('conversation.transfer', await transfer({ group: other }));
    // Routing gives it to somebody of that group at once.
    await expect.poll(async () => (await rowOf()).conversation.agent !== null).toBe(true);
    await say(visitor, 'for the other group');
    await sue.until(
      'entry',
      ({ entry: { body } }) => body.kind === 'message' && body.text === 'for the other group',
    );
    const then = await sue.get('feed.pull', { since: 0, limit: 500 });
    expect(JSON.stringify(then)).toContain('secret of home');
    const page = await sue.get('conversations.page', { after: null, limit: 500 });
    expect(page.conversations.map(({ id }) => id)).toEqual([conversationId]);
  });
});
