import { sql } from 'kysely';
import { isOfFollowUp, mayBeTold } from '#shared/domain/quality/notes.ts';
import { isLed } from '#shared/domain/supervision/rights.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { mostNotes, type QualityEvents, type QualityNote, type Unseen } from '#shared/protocol/quality.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { type NoteRow, noteDue } from './notes.ts';
import type { Parts } from './parts.ts';
import { type ReviewRow, standingOf } from './row.ts';

/** Nodes read what others have written by the others' clocks, and a commit takes a moment. Milliseconds. */
const overlap = 5_000;
/** How often follow-ups whose time is nearly over are looked for. Milliseconds. */
const remindInterval = 60_000;
const day = 24 * 3600_000;
/** Of what somebody never looks at the latest are enough. */
const mostKept = 500;

type OfNotes = Pick<QualityEvents, 'quality.unseen' | 'quality.seen'>;

/**
 * Tells people of reviews that concern them, by their desks: those who are connected to this node, whichever node it happened on.
 * What may be told is looked at as things are now, not as they were when it was written down.
 */
export function createQualityTeller({
  database,
  workspaceId,
  clock,
  profiles,
  led,
  reads,
  isHere,
  tell,
  failed,
}: Pick<Parts, 'database' | 'workspaceId' | 'clock' | 'profiles' | 'led' | 'reads'> & {
  /** Whether they have a desk connected to this node. */
  readonly isHere: (personId: string) => boolean;
  readonly tell: (personId: string, news: DeskNews['quality']) => void;
  readonly failed: (error: unknown) => void;
}) {
  const { kysely } = database;
  /** When each was told of here as it was then; forgotten when no look can find it any more. */
  const told = new Map<string, number>();
  const before = clock.now() - 1;
  let toldUpTo = before;
  let remindAt = 0;

  const notes = () => kysely.selectFrom('quality_note').selectAll().where('workspace_id', '=', workspaceId);

  /** Those that this person may be told of, each with its review. */
  const theirs = async (person: Pick<Me, 'id' | 'role'>, rows: readonly NoteRow[]) => {
    const ids = [...new Set(rows.map((row) => row.review_id))];
    const reviews = new Map((await reads.byIds(ids)).map((row) => [row.id, row]));
    const isBlind = await reads.hiddenFrom(person.id);
    const groups = led(person);
    return rows.flatMap((note) => {
      const review = reviews.get(note.review_id);
      if (review === undefined) return [];
      const scope = { leads: isLed(groups, review.group_id), isBlind: isBlind(review) };
      return mayBeTold(person, note.kind, standingOf(review), scope) ? [{ note, review }] : [];
    });
  };

  const customersOf = async (conversations: readonly string[]) => {
    if (conversations.length === 0) return new Map<string, { id: string; name: string | null }>();
    const found = await kysely
      .selectFrom('conversation as c')
      .innerJoin('visitor as v', 'v.id', 'c.visitor_id')
      .select(['c.id', 'v.id as visitor', 'v.name'])
      .where('c.id', 'in', [...new Set(conversations)])
      .execute();
    return new Map(found.map(({ id, visitor, name }) => [id, { id: visitor, name }]));
  };

  const toNotes = async (some: readonly { note: NoteRow; review: ReviewRow }[]): Promise<QualityNote[]> => {
    const named = some.filter(({ note }) => !isOfFollowUp(note.kind));
    const customers = await customersOf(named.map(({ review }) => review.conversation_id));
    return some.map(({ note, review }) => ({
      ...{ id: note.id, kind: note.kind, reviewId: note.review_id, at: note.at, dueAt: note.due_at },
      by: { id: note.by_id, name: note.by_name },
      customer: isOfFollowUp(note.kind) ? null : (customers.get(review.conversation_id) ?? null),
    }));
  };

  const unseenOf = async (person: Pick<Me, 'id' | 'role'>): Promise<Unseen> => {
    const rows = await notes()
      .where('person_id', '=', person.id)
      .where('seen_at', 'is', null)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(mostKept)
      .execute();
    const some = await theirs(person, rows);
    return { notes: await toNotes(some.slice(0, mostNotes)), count: some.length };
  };

  /** Of what was written meanwhile, here or on another node, those hear who are here. */
  const tellChanges = async (): Promise<void> => {
    const now = clock.now();
    const rows = await notes()
      .where('changed_at', '>=', toldUpTo - overlap)
      .execute();
    // What was there before is asked for by every desk that comes.
    const changed = rows.filter((row) => (told.get(row.id) ?? before) < row.changed_at);
    const errors: unknown[] = [];
    for (const personId of new Set(changed.map((row) => row.person_id))) {
      const own = changed.filter((row) => row.person_id === personId);
      try {
        await tellOne(personId, own);
        for (const row of own) told.set(row.id, row.changed_at);
      } catch (error) {
        // The others are told; these are with the next look, which goes back as far as this one.
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    toldUpTo = Math.max(toldUpTo, now);
    for (const [id, at] of told) if (at < toldUpTo - 10 * overlap) told.delete(id);
  };

  const tellOne = async (personId: string, own: readonly NoteRow[]): Promise<void> => {
    if (!isHere(personId)) return;
    const person = await profiles.find(personId);
    if (person === null || person.disabled) return;
    const may = await theirs({ id: personId, role: person.role }, own);
    // Who may not know of it does not learn either that there was something.
    if (may.length === 0) return;
    const added = may.filter(({ note }) => note.seen_at === null).map(({ note }) => note.id);
    tell(personId, { ...(await unseenOf({ id: personId, role: person.role })), added });
  };

  /** Whose time for something is nearly over is told so once, by whichever node finds it. */
  const remind = async (): Promise<void> => {
    const now = clock.now();
    if (now < remindAt) return;
    remindAt = now + remindInterval;
    // A day before; and of what was given later than that, when the time is over.
    const due = await kysely
      .selectFrom('follow_up as f')
      .select('f.id')
      .where('f.workspace_id', '=', workspaceId)
      .where('f.done_at', 'is', null)
      .where('f.due_at', '<=', now + day)
      .where(({ or, eb }) =>
        or([eb('f.due_at', '<=', now), eb('f.at', '<', sql<number>`f.due_at - ${sql.lit(day)}`)]),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('quality_note as n')
              .select('n.id')
              .whereRef('n.subject_id', '=', 'f.id')
              .where('n.kind', '=', 'due'),
          ),
        ),
      )
      .orderBy('f.due_at')
      .limit(mostKept)
      .execute();
    if (due.length > 0)
      await database.transaction((bulk) =>
        noteDue(
          bulk,
          workspaceId,
          due.map(({ id }) => id),
          now,
        ),
      );
  };

  // One after the other: what is told later is never older.
  let last: Promise<void> = Promise.resolve();
  const tellNext = (): Promise<void> => {
    last = last.then(tellChanges, tellChanges);
    return last;
  };
  const written = (): void => void tellNext().catch(failed);

  const handlers: Handlers<OfNotes, DeskActor> = {
    'quality.unseen': ({ person }) => unseenOf(person),
    'quality.seen': async ({ person }, { reviewId, followUps }) => {
      const now = clock.now();
      const unseen = await notes()
        .where('person_id', '=', person.id)
        .where('seen_at', 'is', null)
        .where(({ or, eb }) =>
          or([
            ...(reviewId === null ? [] : [eb('review_id', '=', reviewId)]),
            ...(followUps ? [eb('kind', 'in', ['follow_up', 'due'])] : []),
          ]),
        )
        .execute();
      // What they may not know yet they have not seen.
      const seen = (await theirs(person, unseen)).map(({ note }) => note.id);
      if (seen.length === 0) return null;
      await kysely
        .updateTable('quality_note')
        .set({
          seen_at: now,
          changed_at: sql`case when changed_at < ${now} then ${now} else changed_at + 1 end`,
        })
        .where('id', 'in', seen)
        .execute();
      // Their other desks hear of it, too.
      written();
      return null;
    },
  };

  return {
    handlers,
    written,
    /** Every second. */
    look: async (): Promise<void> => {
      await remind();
      await tellNext();
    },
    /** Resolves when nothing of it is under way. */
    idle: async (): Promise<void> => {
      // Whoever asked for it hears of its failure.
      await Promise.allSettled([last]);
    },
  };
}
