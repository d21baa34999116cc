import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { type Flow, type FlowEvent, flowAfter, noFlow } from '#shared/domain/routing/wait.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Board } from './board.ts';
import { hasWaited } from './flows.ts';
import type { StaffPresence } from './presence.ts';
import type { Roster } from './roster.ts';

/** So far it is looked back: what was longer ago counts little. Milliseconds, and lines of the feed. */
const lookBack = 45 * 60_000;
const mostLines = 20_000;

/** Somebody began to wait, or waits no longer; or a conversation ended. */
type Happened = Pick<FlowEvent, 'at' | 'served' | 'left' | 'ended'> & { readonly waits: -1 | 0 | 1 };

/**
 * How fast the queues moved before this hub began, from the transcripts: customers who wait through a restart are not told
 * less than before. How many places there were then is not known: those of everybody who was given something.
 */
export async function seedFlows(parts: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly plan: () => RoutingPlan;
  readonly board: Pick<Board, 'queued'>;
  readonly roster: Pick<Roster, 'members'>;
  readonly presence: Pick<StaffPresence, 'capacityOf'>;
  readonly seed: (groupId: string, flow: Flow) => void;
}): Promise<void> {
  const { database, workspaceId, clock, plan, board, roster, presence, seed } = parts;
  const now = clock.now();
  const lines = await database.kysely
    .selectFrom('entry as e')
    .innerJoin('conversation as c', 'c.id', 'e.conversation_id')
    .select([
      'e.kind',
      'e.at',
      'c.id',
      'c.group_id',
      'c.agent_id',
      'c.waited',
      'c.wrap_up_until',
      'c.kind as as',
    ])
    .where('e.workspace_id', '=', workspaceId)
    .where('e.feed_seq', '>', (eb) =>
      eb
        .selectFrom('workspace as w')
        .select((of) => of('w.feed_head', '-', mostLines).as('from'))
        .where('w.id', '=', workspaceId),
    )
    .where('e.kind', 'in', ['assigned', 'closed'])
    .where('e.at', '>', now - lookBack)
    .orderBy('e.feed_seq')
    .execute();

  const happened = new Map<string, Happened[]>();
  const agents = new Map<string, Set<string>>();
  const givenAt = new Map<string, number>();
  const note = (groupId: string, ...events: Happened[]) => {
    const known = happened.get(groupId);
    if (known === undefined) happened.set(groupId, events);
    else known.push(...events);
  };
  for (const { kind, at, id, group_id, agent_id, waited, wrap_up_until, as } of lines) {
    if (group_id === null || as !== 'live') continue;
    if (agent_id !== null) agents.set(group_id, (agents.get(group_id) ?? new Set()).add(agent_id));
    const from = givenAt.get(id);
    if (kind === 'closed') {
      if (from !== undefined)
        note(group_id, { at, waits: 0, ended: [Math.max(0, (wrap_up_until ?? at) - from)] });
    } else if (from === undefined) {
      // The row knows how long it waited before somebody first had it.
      givenAt.set(id, at);
      if (waited >= hasWaited) note(group_id, { at: at - waited, waits: 1 }, { at, waits: -1, served: 1 });
    }
  }
  for (const { conversation } of board.queued().values()) {
    const { group, kind, queuedAt } = conversation;
    if (group !== null && kind === 'live') note(group.id, { at: Math.min(now, queuedAt ?? now), waits: 1 });
  }

  for (const { id } of plan().groups) {
    const events = (happened.get(id) ?? []).sort((a, b) => a.at - b.at);
    const [first] = events;
    if (first === undefined) continue;
    const places = [...(agents.get(id) ?? [])].reduce((sum, personId) => {
      const member = roster.members().get(personId);
      return sum + (member === undefined ? 0 : presence.capacityOf(member));
    }, 0);
    let waiting = 0;
    let flow = noFlow(first.at);
    for (const { waits, ...event } of events) {
      waiting += waits;
      flow = flowAfter(flow, { ...event, waiting, places });
    }
    seed(id, flow);
  }
}
