import type { Entry } from '#shared/domain/entry.ts';
import { afterCourse, type Course, courseKinds, noCourse } from '#shared/domain/supervision/course.ts';
import type { Database } from '../platform/database/index.ts';

/** So many conversations are read at once. */
const atOnce = 200;

/**
 * How each conversation on the board went. Fed with every entry that this node commits; what another node has
 * written, and what was before anybody looked, is read from the entries. Either way it is the same sum.
 */
export function createCourses({ kysely }: Pick<Database, 'kysely'>, workspaceId: string) {
  const courses = new Map<string, Course>();
  /** Of these something is missing. */
  const behind = new Set<string>();

  /** Entries after the oldest place up to which those conversations are known; the rest of them changes nothing. */
  const read = async (ids: readonly string[], after: number): Promise<void> => {
    // First how far each is: what is written in between is in the entries too.
    const ends = await kysely
      .selectFrom('conversation_growth')
      .select(['conversation_id', 'last_seq', 'last_feed_seq'])
      .where('conversation_id', 'in', ids)
      .execute();
    const entries = await kysely
      .selectFrom('entry as e')
      .select([
        'e.id',
        'e.conversation_id',
        'e.seq',
        'e.feed_seq',
        'e.author_kind',
        'e.author_id',
        'e.at',
        'e.body',
      ])
      .where('e.workspace_id', '=', workspaceId)
      .where('e.conversation_id', 'in', ids)
      .where('e.kind', 'in', [...courseKinds])
      .where('e.feed_seq', '>', after)
      .orderBy('e.conversation_id')
      .orderBy('e.seq')
      .execute();
    for (const e of entries) {
      const author = { kind: e.author_kind, id: e.author_id, name: '' };
      const body = JSON.parse(e.body) as Entry['body'];
      const entry = {
        id: e.id,
        seq: Number(e.seq),
        feedSeq: Number(e.feed_seq),
        author,
        at: Number(e.at),
        body,
      };
      courses.set(e.conversation_id, afterCourse(of(e.conversation_id), entry));
    }
    for (const end of ends) {
      const [seq, feedSeq] = [Number(end.last_seq), Number(end.last_feed_seq)];
      const course = of(end.conversation_id);
      if (course.seq < seq) courses.set(end.conversation_id, { ...course, seq, feedSeq });
    }
  };

  const of = (id: string): Course => courses.get(id) ?? noCourse;

  const fill = async (ids: readonly string[]): Promise<void> => {
    for (let i = 0; i < ids.length; i += atOnce) {
      const some = ids.slice(i, i + atOnce);
      const after = some.reduce((least, id) => Math.min(least, of(id).feedSeq), Number.POSITIVE_INFINITY);
      await read(some, after);
    }
  };

  return {
    of,
    fill,
    /** An entry that this node has committed; false where something before it is missing, which is then read. */
    add: ({ conversationId, ...entry }: Entry): boolean => {
      const before = of(conversationId);
      if (entry.seq > before.seq + 1) {
        behind.add(conversationId);
        return false;
      }
      courses.set(conversationId, afterCourse(before, entry));
      return true;
    },
    /** Another node has written in it: the row says up to where. */
    isBehind: (conversationId: string, lastSeq: number): void => {
      if (of(conversationId).seq < lastSeq) behind.add(conversationId);
    },
    /** Reads what is missing; answers of which. */
    catchUp: async (): Promise<readonly string[]> => {
      const ids = [...behind];
      behind.clear();
      // Whole ones apart: they would have all entries of the others read again.
      await fill(ids.filter((id) => !courses.has(id)));
      await fill(ids.filter((id) => courses.has(id)));
      return ids;
    },
    forget: (id: string): void => {
      courses.delete(id);
      behind.delete(id);
    },
    clear: (): void => {
      courses.clear();
      behind.clear();
    },
  };
}
