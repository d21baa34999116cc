import fc from 'fast-check';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry, PersonRef } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import type { Write } from '../../src/hub/conversations/index.ts';
import type { Desk } from './desk.ts';
import type { House } from './house.ts';
import type { Crash } from './hub.ts';
import type { Fate } from './machine.ts';
import type { Cast, World } from './world.ts';

/**
 * One thing that happens. `who` and `which` are taken modulo what there is, so that every list of steps
 * is a schedule; plain data, so that one that failed can be written down as an example.
 */
type Do<D extends string, More = unknown> = D extends string ? More & { readonly do: D } : never;
type Which = { readonly who: number; readonly which: number };
type DeskStep =
  | Do<'write' | 'draft' | 'note' | 'note draft', Which & { readonly text: string }>
  /** Answers to the n-th message, of whomever. */
  | Do<'quote', Which & { readonly text: string }>
  | Do<'edit', Which & { readonly whose: 'own' | 'any'; readonly text: string }>
  | Do<'recall', Which & { readonly whose: 'own' | 'any' }>
  | Do<'take' | 'close' | 'read' | 'again' | 'retry' | 'discard', Which>
  | Do<'accept' | 'decline' | 'withdraw' | 'leave' | 'wrap up' | 'ask rating', Which>
  | Do<'transfer' | 'ask' | 'invite' | 'to group', Which & { readonly to: number }>;

export type Step =
  | DeskStep
  | Do<'say' | 'leave message', { readonly who: number; readonly text: string }>
  | Do<'race' | 'give' | 'put back' | 'offer' | 'end offer' | 'route', Which>
  | Do<'move', { readonly moves: readonly (readonly [wire: number, fate: Fate])[] }>
  | Do<'flow'>
  /** As `flow`, but every n-th piece of news is lost. */
  | Do<'leak', { readonly every: number }>
  | Do<'pass', { readonly seconds: number; readonly flowing: boolean }>
  | Do<'cut', { readonly who: number; readonly kept: number }>
  | Do<'black hole' | 'crash', { readonly who: number }>
  | Do<'hub crash', { readonly when: Crash }>
  | Do<'other epoch'>;

const n = fc.nat(7);
const who = fc.nat(3);
const text = fc.constantFrom('a', 'b', 'c');
const whose = fc.constantFrom('own' as const, 'own' as const, 'any' as const);
const fate = fc.constantFrom<Fate>('comes', 'comes', 'comes', 'lost', 'twice', 'late');
const is = <D extends Step['do']>(...names: D[]) => fc.constantFrom(...names);

const weighted = <T>(weight: number, fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => ({
  weight,
  arbitrary: fc.record(fields, { noNullPrototype: true }),
});

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  weighted(4, { do: is('say'), who, text }),
  weighted(5, { do: is('write', 'write', 'write', 'draft'), who, which: n, text }),
  weighted(2, { do: is('note', 'quote', 'note draft'), who, which: n, text }),
  weighted(2, { do: is('edit'), who, which: n, whose, text }),
  weighted(1, { do: is('recall'), who, which: n, whose }),
  weighted(3, { do: is('take', 'take', 'close', 'read'), who, which: n }),
  weighted(2, { do: is('race', 'give', 'give', 'put back'), who, which: n }),
  weighted(2, { do: is('transfer', 'ask', 'invite', 'to group'), who, which: n, to: who }),
  weighted(2, { do: is('accept', 'decline', 'withdraw', 'leave', 'wrap up', 'ask rating'), who, which: n }),
  weighted(1, { do: is('offer', 'end offer', 'route'), who, which: n }),
  weighted(1, { do: is('leave message'), who, text }),
  weighted(2, { do: is('again', 'retry', 'discard'), who, which: n }),
  weighted(8, { do: is('move'), moves: fc.array(fc.tuple(n, fate), { minLength: 1, maxLength: 12 }) }),
  weighted(3, { do: is('flow') }),
  weighted(3, { do: is('leak'), every: fc.integer({ min: 1, max: 5 }) }),
  weighted(3, { do: is('pass'), seconds: fc.constantFrom(1, 3, 11, 20, 50, 95), flowing: fc.boolean() }),
  weighted(2, { do: is('cut'), who: n, kept: fc.nat(3) }),
  weighted(3, { do: is('black hole', 'crash', 'crash'), who: n }),
  weighted(1, { do: is('hub crash'), when: fc.constantFrom<Crash>('now', 'before commit', 'after commit') }),
  weighted(1, { do: is('other epoch') }),
);

/** Mostly about one conversation, which everybody wants. */
export const anyOwnershipStep: fc.Arbitrary<Step> = fc.oneof(
  weighted(1, { do: is('say'), who, text }),
  weighted(4, { do: is('write'), who, which: fc.constant(0), text }),
  weighted(2, { do: is('note', 'quote'), who, which: fc.constant(0), text }),
  weighted(4, { do: is('edit'), who, which: n, whose, text }),
  weighted(2, { do: is('recall'), who, which: n, whose }),
  weighted(4, { do: is('take', 'take', 'race', 'give', 'put back'), who, which: fc.constant(0) }),
  weighted(6, {
    do: is('transfer', 'ask', 'ask', 'invite', 'invite', 'to group'),
    who,
    which: fc.constant(0),
    to: who,
  }),
  weighted(7, { do: is('accept', 'accept', 'accept', 'decline', 'withdraw', 'leave'), who, which: n }),
  weighted(2, { do: is('offer', 'offer', 'end offer', 'route'), who, which: fc.constant(0) }),
  weighted(1, { do: is('close', 'ask rating'), who, which: fc.constant(0) }),
  weighted(1, { do: is('wrap up'), who, which: n }),
  weighted(1, { do: is('leave message'), who, text }),
  weighted(2, { do: is('again', 'retry', 'discard'), who, which: n }),
  weighted(8, { do: is('move'), moves: fc.array(fc.tuple(n, fate), { minLength: 1, maxLength: 8 }) }),
  weighted(3, { do: is('flow') }),
  weighted(1, { do: is('leak'), every: fc.integer({ min: 1, max: 5 }) }),
  weighted(1, { do: is('pass'), seconds: fc.constantFrom(1, 11, 50, 125), flowing: fc.boolean() }),
  weighted(1, { do: is('cut'), who: n, kept: fc.nat(3) }),
  weighted(1, { do: is('crash'), who: n }),
  weighted(1, { do: is('hub crash'), when: fc.constantFrom<Crash>('now', 'before commit', 'after commit') }),
);

/** Somebody has it, asks somebody, and is answered; what comes in between is left to the other steps. */
export const anyHandOver: fc.Arbitrary<readonly Step[]> = fc
  .record({
    who,
    to: who,
    ask: is('ask', 'invite', 'invite', 'to group'),
    answer: is('accept', 'accept', 'decline', 'withdraw'),
    next: is('leave', 'wrap up', 'accept'),
    closes: fc.boolean(),
    /** Whether the answer is heard before the next is asked. */
    flows: fc.boolean(),
  })
  .map(({ who, to, ask, answer, next, closes, flows }): readonly Step[] => [
    { do: 'take', who, which: 0 },
    { do: 'flow' },
    { do: ask, who, which: 0, to },
    { do: 'flow' },
    { do: answer, who, which: 0 },
    ...(flows ? [{ do: 'flow' } as const] : []),
    ...(closes ? [{ do: 'close', who, which: 0 } as const, { do: 'flow' } as const] : []),
    { do: next, who, which: 0 },
  ]);

export const anyCast: fc.Arbitrary<Cast> = fc.record({
  desks: fc.subarray(['ann', 'ann too', 'ben', 'sue'] as const, { minLength: 1, maxLength: 3 }),
  tabs: fc.constantFrom(['first'], ['first', 'second'], ['first', 'second'], ['first', 'first too']),
  routes: fc.boolean(),
});

const at = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)];

/** Does one step in the world. What cannot be done where it stands is no step. */
export async function take(world: World, step: Step): Promise<void> {
  const { machine, desks, widgets, house } = world;
  switch (step.do) {
    case 'say':
      return at(widgets, step.who)?.write(step.text);
    case 'flow':
      return machine.flow();
    case 'leak':
      return machine.flow(step.every);
    case 'pass':
      return machine.pass(step.seconds * 1_000, step.flowing);
    case 'move':
      for (const [wire, fate] of step.moves) {
        await machine.settle();
        machine.move(wire, fate);
      }
      return;
    case 'cut':
      return at(world.connectionsOf(nameOf(world, step.who)), 0)?.cut(step.kept);
    case 'black hole':
      return at(world.connectionsOf(nameOf(world, step.who)), 0)?.swallow();
    case 'crash': {
      const all = [...desks, ...widgets];
      const one = at(all, step.who);
      if (one === undefined) return;
      if ('reload' in one) return one.reload();
      await machine.settle();
      await one.crash();
      return machine.settle();
    }
    case 'hub crash':
      return world.hub()?.crash(step.when);
    case 'other epoch':
      house.epoch = newId();
      return;
    case 'race':
      for (const desk of desks) void ofDesk(house, desk, { ...step, do: 'take' });
      return;
    case 'give':
    case 'put back':
    case 'offer':
    case 'end offer':
    case 'route':
      return asRouting(world, step);
    case 'leave message':
      return leaveMessage(world, step);
    default: {
      const [desk, which] = (isFitting(step) ? fitting(desks, step) : null) ?? [
        at(desks, step.who),
        step.which,
      ];
      if (desk !== undefined) void ofDesk(house, desk, { ...step, which });
    }
  }
}

function nameOf({ desks, widgets }: World, who: number): string {
  return at([...desks, ...widgets], who)?.name ?? '';
}

function rowsOf(desk: Desk) {
  const rows = desk.store('list', 500).map(({ conversation }) => conversation);
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The n-th of the messages that this desk has not sent. */
function unsentOf(desk: Desk, which: number): string | undefined {
  return at(
    desk.store('jobs').filter(({ state }) => state !== 'sent'),
    which,
  )?.key;
}

/** What an agent does is begun, and ends when what it needs gets through. */
async function ofDesk(house: House, desk: Desk, step: DeskStep): Promise<void> {
  const row = at(rowsOf(desk), step.which);
  const key = newId();
  if (step.do === 'again') {
    const asked = at(desk.asked, step.which);
    if (asked !== undefined) await desk.ask(...asked);
  } else if (step.do === 'retry' || step.do === 'discard') {
    const unsent = unsentOf(desk, step.which);
    if (unsent !== undefined) await desk[step.do](unsent);
  } else if (row !== undefined) {
    await inConversation(house, desk, step, row, key);
  }
}

async function inConversation(
  house: House,
  desk: Desk,
  step: Exclude<DeskStep, Do<'again' | 'retry' | 'discard', Which>>,
  { id: conversationId, version, lastSeq }: Conversation,
  key: string,
): Promise<unknown> {
  switch (step.do) {
    case 'write':
      return desk.write(conversationId, step.text);
    case 'note':
      return desk.note(conversationId, step.text, house.people);
    case 'note draft':
      return desk.noteDraft(conversationId, step.text === 'a' ? '' : step.text);
    case 'quote': {
      const quoted = at(messagesOf(desk, conversationId, 'any'), step.which);
      return quoted && desk.write(conversationId, step.text, quoted);
    }
    case 'draft':
      return desk.draft(conversationId, step.text === 'a' ? '' : step.text);
    case 'read':
      return desk.read(conversationId, lastSeq);
    case 'take':
      return desk.take(conversationId, version);
    case 'close':
      return desk.end(conversationId, version);
    case 'accept':
    case 'decline':
    case 'withdraw':
    case 'leave':
    case 'wrap up':
      return desk.ask(answers[step.do], { conversationId, key, version });
    case 'ask rating':
      return desk.ask('rating.ask', { conversationId, key });
    case 'transfer':
    case 'ask':
    case 'to group':
    case 'invite': {
      const asked = { conversationId, key, version, note: step.to === 0 ? null : 'for you' };
      const person = at(house.people, step.to)?.id ?? '';
      if (step.do === 'invite') return desk.ask('conversation.invite', { ...asked, to: person });
      const group = at(house.groups, step.to)?.id ?? '';
      const to = step.do === 'to group' ? { group } : { person, ask: step.do === 'ask' };
      return desk.ask('conversation.transfer', { ...asked, to });
    }
    default: {
      const entryId = at(messagesOf(desk, conversationId, step.whose), step.which)?.id;
      if (entryId === undefined) return;
      const change = { conversationId, key, entryId };
      if (step.do === 'recall') return desk.ask('message.recall', change);
      return desk.ask('message.edit', { ...change, text: step.text });
    }
  }
}

type Fitting = Extract<DeskStep, { readonly do: keyof typeof answers | 'ask' | 'invite' | 'to group' }>;

function isFitting(step: DeskStep): step is Fitting {
  return Object.hasOwn(answers, step.do) || ['ask', 'invite', 'to group'].includes(step.do);
}

/** A desk that can do that, and in which of its rows; mostly: others are to ask for it too. */
function fitting(desks: readonly Desk[], step: Fitting): readonly [Desk, number] | null {
  if (step.which % 4 === 3) return null;
  const all = desks.flatMap((desk) => {
    const which = rowsOf(desk).findIndex((row) => fits(row, desk.me.id, step.do));
    return which < 0 ? [] : [[desk, which] as const];
  });
  return at(all, step.who) ?? null;
}

function fits(
  { offer, agent, guests, wrapUpUntil, status }: Conversation,
  me: string,
  what: Fitting['do'],
): boolean {
  switch (what) {
    case 'accept':
    case 'decline':
      return offer?.to.id === me;
    case 'withdraw':
      return offer !== null && offer.by !== null && agent?.id === me;
    case 'leave':
      return guests.some(({ id }) => id === me);
    case 'wrap up':
      return wrapUpUntil !== null && agent?.id === me;
    case 'ask':
    case 'invite':
    case 'to group':
      return status === 'active' && agent?.id === me;
  }
}

const answers = {
  accept: 'offer.accept',
  decline: 'offer.decline',
  withdraw: 'offer.withdraw',
  leave: 'conversation.leave',
  'wrap up': 'wrap.done',
} as const;

function messagesOf(desk: Desk, conversationId: string, whose: 'own' | 'any'): Entry[] {
  const { entries } = desk.store('open', conversationId, 500);
  return entries.filter(
    ({ body, author }) => body.kind === 'message' && (whose === 'any' || author.id === desk.me.id),
  );
}

/** As routing and leases do it, at a moment that they would not choose. */
async function asRouting(
  world: World,
  step: Extract<Step, { do: 'give' | 'put back' | 'offer' | 'end offer' | 'route' }>,
): Promise<void> {
  const { house, machine } = world;
  const rows = await house.database.kysely
    .selectFrom('conversation')
    .select(['id', 'version'])
    .where('workspace_id', '=', house.workspaceId)
    .orderBy('id')
    .execute();
  const row = at(rows, step.which);
  if (row === undefined) return;
  const agent = at(
    house.people.filter(({ role }) => role === 'agent'),
    step.who,
  );
  const to = step.do !== 'put back' && agent !== undefined ? { id: agent.id, name: agent.name } : null;
  const on = { conversationId: row.id, version: row.version };
  const write = (one: Write) => world.hub()?.write(one);
  const group = at(house.groups, step.which);
  if (step.do === 'end offer') write({ ...on, kind: 'endOffer', because: 'no_answer' });
  else if (step.do === 'route' && group !== undefined)
    write({ ...on, kind: 'route', group, priority: step.who, needs: noNeeds, rule: null });
  else if (step.do === 'offer' && to !== null)
    write({
      ...on,
      kind: 'offer',
      to,
      until: machine.now() + 20_000,
      decision: noDecision(machine.now(), to),
    });
  else write({ ...on, kind: 'assign', to, reason: to === null ? 'agent_gone' : 'least_loaded' });
}

/** What it says is of no concern here. */
function noDecision(now: number, to: PersonRef): RoutingDecision {
  const leftOut = { group: 0, offline: 0, language: 0, skill: 0, asked: 0, full: 0 };
  const strategy = 'least_loaded';
  const about = { strategy, rule: strategy, group: to, overflow: null } as const;
  return { at: now, to, ...about, waited: 0, rank: 0, candidates: [], more: 0, leftOut };
}

/** From a tab of an own that is gone as soon as it has asked. */
function leaveMessage({ house, machine, hub }: World, step: Extract<Step, { do: 'leave message' }>): void {
  const visitor = at(house.visitors, step.who)?.visitor;
  if (visitor === undefined) return;
  const [key, { text }] = [newId(), step];
  const asked = { by: visitor.id, event: 'message.leave', input: { key, text } };
  house.unanswered.push({ ...asked, from: house.head, at: machine.now() });
  const contact = { name: null, email: 'a@example.test', phone: null };
  hub()?.write({ kind: 'leaveMessage', visitor, key, text, contact, page: null });
}
