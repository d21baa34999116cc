import type { Entry } from '../entry.ts';
import { isHard } from './hard-words.ts';

/** So many of the customer's last messages are looked at for hard words: who has calmed down is let be. */
const lastSaid = 5;

/** One of the customer's last messages. */
type Said = { readonly id: string; readonly hard: boolean };

/**
 * What a board has to know of how a conversation went, and its row does not say. Nothing but the sum of its entries, so
 * that a hub that has just begun says the same as one that has seen them all.
 */
export type Course = {
  /** Of the last entry that is counted in, and its place in the feed. */
  readonly seq: number;
  readonly feedSeq: number;
  /** Who has it. */
  readonly agent: string | null;
  /** Since when the customer waits for an answer. */
  readonly waiting: number | null;
  /** When an agent wrote last, and first. */
  readonly repliedAt: number | null;
  readonly firstReplyAt: number | null;
  /** What the customer has written since anybody answered. */
  readonly unanswered: number;
  /** How often the agent who has it now has answered somebody who waited, and how long those did, in milliseconds. */
  readonly responses: number;
  readonly responseTime: number;
  readonly said: readonly Said[];
};

export const noCourse: Course = {
  seq: 0,
  feedSeq: 0,
  agent: null,
  waiting: null,
  repliedAt: null,
  firstReplyAt: null,
  unanswered: 0,
  responses: 0,
  responseTime: 0,
  said: [],
};

/** Kinds of entries that change it; others only move it on. */
export const courseKinds = ['message', 'edited', 'recalled', 'assigned', 'closed'] as const;

/** As much of an entry as counts. */
export type CourseEntry = Pick<Entry, 'id' | 'seq' | 'feedSeq' | 'author' | 'at' | 'body'>;

/** After one more entry. One that is counted in already changes nothing. */
export function afterCourse(course: Course, entry: CourseEntry): Course {
  if (entry.seq <= course.seq) return course;
  const next = { ...course, seq: entry.seq, feedSeq: entry.feedSeq };
  const { author, at, body } = entry;
  switch (body.kind) {
    case 'message': {
      if (author.kind === 'visitor') {
        const said = [...course.said, { id: entry.id, hard: isHard(body.text) }].slice(-lastSaid);
        return { ...next, said, unanswered: course.unanswered + 1, waiting: course.waiting ?? at };
      }
      const answered = { ...next, unanswered: 0, waiting: null };
      if (author.kind !== 'agent') return answered;
      const replied = { ...answered, repliedAt: at, firstReplyAt: course.firstReplyAt ?? at };
      // A guest's answer ends the wait, and says nothing of the agent's pace.
      if (course.waiting === null || author.id !== course.agent) return replied;
      const responseTime = course.responseTime + Math.max(0, at - course.waiting);
      return { ...replied, responses: course.responses + 1, responseTime };
    }
    case 'assigned': {
      const agent = body.to?.id ?? null;
      return agent === course.agent ? next : { ...next, agent, responses: 0, responseTime: 0 };
    }
    case 'closed':
      return { ...next, unanswered: 0, waiting: null };
    case 'edited':
      return { ...next, said: changed(course.said, body.entryId, isHard(body.text)) };
    case 'recalled':
      return { ...next, said: changed(course.said, body.entryId, false) };
    default:
      return next;
  }
}

function changed(said: readonly Said[], id: string, hard: boolean): readonly Said[] {
  return said.some((one) => one.id === id) ? said.map((one) => (one.id === id ? { id, hard } : one)) : said;
}
