import type { PersonRef } from '#shared/domain/entry.ts';
import { cardProblems, itemsOf, type ScoreCard } from '#shared/domain/quality/card.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { CardHead, KeptCard } from '#shared/protocol/quality.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** How many cards a house has at most, retired ones counted. */
const mostCards = 100;

export type Cards = ReturnType<typeof createCards>;

type Row = Omit<KeptCard, 'by' | 'card' | 'retired'> & {
  readonly by_name: string;
  readonly retired: number;
  readonly card: string;
};

/** The house's score cards, each in all its versions. */
export function createCards(database: Database, workspaceId: string, clock: Pick<Clock, 'now'>) {
  const { kysely } = database;
  /** A version is never another: read once, it is known. */
  const known = new Map<string, ScoreCard>();

  const rows = () =>
    kysely
      .selectFrom('score_card as c')
      .select(['c.id', 'c.version', 'c.at', 'c.by_name', 'c.retired', 'c.card'])
      .where('c.workspace_id', '=', workspaceId);

  const latest = () =>
    rows().where('c.version', '=', (eb) =>
      eb
        .selectFrom('score_card as l')
        .select((e) => e.fn.max('l.version').as('version'))
        .whereRef('l.id', '=', 'c.id'),
    );

  const find = async (id: string, version: number | null): Promise<KeptCard | null> => {
    const row = await (version === null ? latest() : rows().where('c.version', '=', version))
      .where('c.id', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : toKept(row);
  };

  const existing = async (id: string, version: number | null): Promise<KeptCard> => {
    const kept = await find(id, version);
    if (kept === null) throw new RefusalError('not_found');
    return kept;
  };

  return {
    list: async (): Promise<CardHead[]> =>
      (await latest().orderBy('c.id').execute()).map((row) => headOf(toKept(row))),
    /** Rejects with `not_found`. */
    read: existing,
    versions: async (id: string) =>
      (await rows().where('c.id', '=', id).orderBy('c.version', 'desc').limit(100).execute())
        .map(toKept)
        .map(({ version, at, by, retired }) => ({ version, at, by, retired })),
    /** The card of a review, which is there as long as the review is. */
    of: async (id: string, version: number): Promise<ScoreCard> => {
      const name = `${id} ${version}`;
      const card = known.get(name) ?? (await existing(id, version)).card;
      known.set(name, card);
      return card;
    },
    /** Which can be scored with: the latest version of one that is in use. */
    inUse: async (id: string): Promise<KeptCard> => {
      const kept = await existing(id, null);
      if (kept.retired) throw new RefusalError('conflict');
      return kept;
    },
    save: async (
      { id, version, card, retired }: Pick<KeptCard, 'id' | 'version' | 'card' | 'retired'>,
      by: PersonRef,
      /** Told of what is about to be written; where that rejects nothing is. */
      before: (subject: string) => Promise<void>,
    ): Promise<KeptCard> => {
      const [wrong] = cardProblems(card);
      if (wrong !== undefined) throw new RefusalError({ code: 'bad_request', field: `card.${wrong.path}` });
      const last = version === 0 ? await find(id, null) : await existing(id, null);
      if (last === null) await checkRoom(id);
      else if (last.version > version) return sameAs(last, { version, card, retired }, by);
      else if (last.version < version) throw new RefusalError('conflict');
      const kept = { id, version: version + 1, at: clock.now(), by: by.name, retired, card };
      await before(`${id} ${kept.version}`);
      const row = await kysely
        .insertInto('score_card')
        .values({
          ...{ id, version: kept.version, workspace_id: workspaceId, at: kept.at },
          ...{ by_id: by.id, by_name: by.name, retired: retired ? 1 : 0, card: JSON.stringify(card) },
        })
        // Each version is there once: of two who save at once one is first.
        .onConflict((oc) => oc.doNothing())
        .returning('version')
        .executeTakeFirst();
      if (row !== undefined) return kept;
      const first = await find(id, null);
      // Another house's id is as good as one that is taken.
      if (first === null) throw new RefusalError('conflict');
      return sameAs(first, { version, card, retired }, by);
    },
  };

  async function checkRoom(id: string): Promise<void> {
    const ids = new Set((await latest().execute()).map((row) => row.id));
    if (!ids.has(id) && ids.size >= mostCards) throw new RefusalError('too_many');
  }
}

/** The same was saved before by the same person, and its answer did not arrive. Otherwise somebody else was faster. */
function sameAs(
  before: KeptCard,
  { version, card, retired }: Pick<KeptCard, 'version' | 'card' | 'retired'>,
  by: PersonRef,
): KeptCard {
  const isSame =
    before.version === version + 1 &&
    before.by === by.name &&
    before.retired === retired &&
    JSON.stringify(before.card) === JSON.stringify(card);
  if (!isSame) throw new RefusalError('conflict');
  return before;
}

function toKept({ by_name, retired, card, ...row }: Row): KeptCard {
  return { ...row, by: by_name, retired: retired === 1, card: JSON.parse(card) as ScoreCard };
}

function headOf({ card, ...head }: KeptCard): CardHead {
  return { ...head, name: card.name, items: itemsOf(card).length };
}
