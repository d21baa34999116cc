import type { Database } from '../platform/database/index.ts';

/** Facts looked at in one go. */
const swept = 2000;

/** Facts of no conversation, or under another time than its own: none of ours, and nothing would make them right. */
export async function sweepFacts(kysely: Database['kysely']): Promise<void> {
  let [time, id] = [-1, ''];
  for (;;) {
    const page = await kysely
      .selectFrom('report_fact as f')
      .leftJoin('conversation as c', (on) =>
        on.onRef('c.id', '=', 'f.conversation_id').onRef('c.opened_at', '=', 'f.opened_at'),
      )
      .select(['f.opened_at', 'f.conversation_id', 'c.id as of'])
      .where((eb) =>
        eb.or([
          eb('f.opened_at', '>', time),
          eb.and([eb('f.opened_at', '=', time), eb('f.conversation_id', '>', id)]),
        ]),
      )
      .orderBy('f.opened_at')
      .orderBy('f.conversation_id')
      .limit(swept)
      .execute();
    for (const fact of page.filter(({ of }) => of === null))
      await kysely
        .deleteFrom('report_fact')
        .where('opened_at', '=', fact.opened_at)
        .where('conversation_id', '=', fact.conversation_id)
        .execute();
    const last = page.at(-1);
    if (last === undefined || page.length < swept) return;
    [time, id] = [last.opened_at, last.conversation_id];
  }
}
