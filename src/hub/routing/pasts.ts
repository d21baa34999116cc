import type { EntryBody } from '#shared/domain/entry.ts';
import type { EntryFacts } from '#shared/domain/routing/entry-rules.ts';
import type { Database } from '../platform/database/index.ts';
import type { Board, Seat } from './board.ts';

/** What of the past of a waiting conversation counts for who gets it. */
export type Past = {
  /** Who was offered it and declined or did not answer, and who has given it away: an id for each time. */
  readonly asked: readonly string[];
  /** It was on offer since it came into the queue: nobody goes before it now but who is as far. */
  readonly front: boolean;
  /** Who last served this customer, in another conversation, and when that ended. */
  readonly served: { readonly agentId: string; readonly at: number } | null;
  readonly facts: Pick<EntryFacts, 'fields' | 'customer'>;
};

/** So many of the last lines are looked through: a customer who was handed on is found in them. */
const lines = 400;
/** At a time: each length of a list is another statement. */
const page = 200;

export type Pasts = ReturnType<typeof createPasts>;

/** Read from the entries when a conversation begins to wait, so that a hub that has started anew knows as much. */
export function createPasts(database: Database, board: Pick<Board, 'seat'>) {
  const { kysely } = database;
  const known = new Map<string, Past>();

  const linesOf = (ids: readonly string[]) =>
    kysely
      .selectFrom('transcript as e')
      .innerJoin('conversation_growth as g', 'g.conversation_id', 'e.conversation_id')
      .select(['e.conversation_id as id', 'e.body as body'])
      .where('e.conversation_id', 'in', ids)
      .where('e.kind', 'in', ['opened', 'assigned', 'offer_ended'])
      .where((eb) => eb.or([eb('e.seq', '=', 1), eb('e.seq', '>', eb('g.last_seq', '-', lines))]))
      .orderBy('e.conversation_id')
      .orderBy('e.seq')
      .execute();

  const visitorsOf = (ids: readonly string[]) =>
    kysely
      .selectFrom('visitor')
      .select(['id', 'customer_sub', 'attributes'])
      .where('id', 'in', ids)
      .execute();

  /** The last one of each visitor that is over and that somebody served. */
  const lastOf = async (visitorIds: readonly string[]) => {
    const rows = await kysely
      .selectFrom('conversation')
      .select(['visitor_id', 'agent_id', 'closed_at'])
      .where('visitor_id', 'in', visitorIds)
      .where('status', '=', 'closed')
      .where('agent_id', 'is not', null)
      .execute();
    const last = new Map<string, { agentId: string; at: number }>();
    for (const { visitor_id, agent_id, closed_at } of rows) {
      const at = closed_at ?? 0;
      if (agent_id !== null && at >= (last.get(visitor_id)?.at ?? 0))
        last.set(visitor_id, { agentId: agent_id, at });
    }
    return last;
  };

  const loadPage = async (seats: readonly Seat[]): Promise<void> => {
    const bodies = new Map<string, EntryBody[]>();
    for (const { id, body } of await linesOf(padded(seats.map(({ conversation }) => conversation.id))))
      bodies.set(id, [...(bodies.get(id) ?? []), JSON.parse(body) as EntryBody]);
    const visitors = await visitorsOf(padded(seats.map(({ conversation }) => conversation.visitor.id)));
    const subs = visitors.flatMap(({ customer_sub }) => customer_sub ?? []);
    /** Whom a site knows is one customer in all their browsers. */
    const alike =
      subs.length === 0
        ? []
        : await kysely
            .selectFrom('visitor')
            .select(['id', 'customer_sub'])
            .where('customer_sub', 'in', padded(subs))
            .execute();
    const byId = new Map(visitors.map((one) => [one.id, one]));
    const idsOf = (visitorId: string): string[] => {
      const sub = byId.get(visitorId)?.customer_sub ?? null;
      const same = sub === null ? [] : alike.filter(({ customer_sub }) => customer_sub === sub);
      return [visitorId, ...same.map(({ id }) => id).filter((id) => id !== visitorId)];
    };
    const last = await lastOf(padded([...new Set(visitors.flatMap(({ id }) => idsOf(id)))]));
    for (const { conversation } of seats) {
      // What has happened to it meanwhile asks for another look.
      if (board.seat(conversation.id)?.conversation.version !== conversation.version) continue;
      const visitorId = conversation.visitor.id;
      const served = idsOf(visitorId)
        .flatMap((id) => last.get(id) ?? [])
        .reduce<Past['served']>((best, one) => (best === null || one.at > best.at ? one : best), null);
      const attributes = byId.get(visitorId)?.attributes ?? null;
      const customer = attributes === null ? {} : (JSON.parse(attributes) as Record<string, string>);
      known.set(conversation.id, { ...pastOf(bodies.get(conversation.id) ?? [], customer), served });
    }
  };

  return {
    of: (id: string): Past | undefined => known.get(id),
    /** Something has happened to it that may count. */
    forget: (id: string): void => void known.delete(id),
    /** Of those whose past is not known. */
    load: async (seats: readonly Seat[]): Promise<void> => {
      const unknown = seats.filter(({ conversation }) => !known.has(conversation.id));
      for (let i = 0; i < unknown.length; i += page) await loadPage(unknown.slice(i, i + page));
    },
  };
}

/** In the order of the entries. */
export function pastOf(bodies: readonly EntryBody[], customer: EntryFacts['customer']): Omit<Past, 'served'> {
  const asked: string[] = [];
  let front = false;
  let fields: EntryFacts['fields'] = {};
  for (const body of bodies) {
    if (body.kind === 'opened') fields = body.fields ?? {};
    else if (body.kind === 'offer_ended' && body.how === 'route') {
      front ||= body.because !== 'withdrawn';
      if (body.because === 'declined' || body.because === 'no_answer') asked.push(body.to.id);
    } else if (body.kind === 'assigned') {
      // Whoever hands it on to a queue does not want it back, as long as anybody else can have it.
      if (body.reason === 'transferred' && body.to === null && body.from !== null) asked.push(body.from.id);
      front = false;
    }
  }
  return { asked, front, facts: { fields, customer } };
}

/** To the next power of two, so that there are but a few statements. */
function padded(ids: readonly string[]): string[] {
  const length = 2 ** Math.ceil(Math.log2(Math.max(1, ids.length)));
  return [...ids, ...Array<string>(length - ids.length).fill(ids.at(-1) ?? '')];
}
