import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { isHard } from '#shared/domain/supervision/hard-words.ts';
import type { BoardRow } from '#shared/protocol/board.ts';
import type { Hub } from '../../src/hub/hub.ts';

type Told = Omit<BoardRow, 'k'>;

/** What a board has to say of the conversations, computed from the tables in another way than the hub does: backwards. */
export async function boardTruth({ database: { kysely } }: Hub) {
  const open = await kysely
    .selectFrom('conversation as c')
    .innerJoin('conversation_growth as g', 'g.conversation_id', 'c.id')
    .innerJoin('visitor as v', 'v.id', 'c.visitor_id')
    .leftJoin('person as p', 'p.id', 'c.agent_id')
    .selectAll('c')
    .select(['g.waiting_since as waits', 'v.name as visitor_name', 'p.name as agent_name'])
    .where('c.status', '<>', 'closed')
    .orderBy('c.id')
    .execute();
  const rows: Told[] = [];
  const times = new Map<string, number[]>();
  for (const c of open) {
    const entries = (
      await kysely
        .selectFrom('entry')
        .selectAll()
        .where('conversation_id', '=', c.id)
        .orderBy('seq', 'desc')
        .execute()
    ).map((e) => ({ ...e, body: JSON.parse(e.body) as Entry['body'] }));
    const messages = entries.filter((e) => e.body.kind === 'message');
    const replied = messages.find((e) => e.author_kind === 'agent')?.at ?? null;
    const answeredAt = messages.find((e) => e.author_kind !== 'visitor')?.seq ?? 0;
    const unanswered = messages.filter((e) => e.author_kind === 'visitor' && e.seq > answeredAt).length;
    const textNow = (id: string, text: string): string => {
      const last = entries.find((e) => 'entryId' in e.body && e.body.entryId === id);
      if (last?.body.kind === 'recalled') return '';
      return last?.body.kind === 'edited' ? last.body.text : text;
    };
    const words = messages
      .filter((e) => e.author_kind === 'visitor')
      .slice(0, 5)
      .some((e) => e.body.kind === 'message' && isHard(textNow(e.id, e.body.text)));
    const rating = c.rating === null ? null : (JSON.parse(c.rating) as NonNullable<Conversation['rating']>);
    const offer = c.offer === null ? null : (JSON.parse(c.offer) as NonNullable<Conversation['offer']>);
    rows.push({
      id: c.id,
      visitor: { id: c.visitor_id, name: c.visitor_name },
      status: c.status as Told['status'],
      kind: c.kind,
      agent: c.agent_id === null ? null : { id: c.agent_id, name: c.agent_name ?? '' },
      group: c.group_id === null ? null : { id: c.group_id, name: c.group_name ?? '' },
      offered: offer === null || offer.how === 'invite' ? null : offer.to,
      guests: c.guests === '' ? 0 : (JSON.parse(c.guests) as unknown[]).length,
      priority: c.priority,
      opened: c.opened_at,
      queued: c.queued_at,
      waiting: c.waits,
      replied,
      unanswered,
      trouble:
        (words ? 1 : 0) + (unanswered >= 3 ? 2 : 0) + (rating?.score != null && rating.score <= 2 ? 4 : 0),
    });
    if (c.agent_id === null || c.status !== 'active') continue;
    // Answers of who has it now, since they have it; each to the first message after whatever was said before it.
    const mine = entries.findIndex((e) => e.body.kind === 'assigned' && e.body.from?.id !== e.body.to?.id);
    const given = entries[mine]?.seq ?? 0;
    for (const [at, e] of messages.entries()) {
      if (e.author_id !== c.agent_id || e.author_kind !== 'agent' || e.seq < given) continue;
      const before = messages.slice(at + 1);
      const until = before.findIndex((one) => one.author_kind !== 'visitor');
      const asked = (until < 0 ? before : before.slice(0, until)).at(-1);
      if (asked === undefined) continue;
      times.set(c.agent_id, [...(times.get(c.agent_id) ?? []), e.at - asked.at]);
    }
  }
  return {
    rows,
    responses: (ids: readonly string[]) =>
      ids.map((id) => {
        const own = times.get(id);
        return [
          id,
          own === undefined ? null : Math.round(own.reduce((a, b) => a + b, 0) / own.length / 1000),
        ];
      }),
  };
}
