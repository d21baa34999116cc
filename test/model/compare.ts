import { type Entry, toPublic } from '#shared/domain/entry.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { logLines } from '../../src/widget/panel/lines.ts';
import type { Desk } from './desk.ts';
import type { House } from './house.ts';
import type { Author } from './journal.ts';
import { maySee, readingOf } from './reference.ts';
import { keyOf, readTruth, type Truth } from './truth.ts';
import type { Widget } from './widget.ts';

/** Everything in which somebody's view differs from the hub's records. */
export type Compared = {
  /** Empty when all is well. */
  readonly problems: readonly string[];
  /** Read marks that a desk has not heard of, as it may be while its line stands: empty after a new one. */
  readonly unheard: readonly string[];
};

export async function compare(
  house: House,
  desks: readonly Desk[],
  widgets: readonly Widget[],
): Promise<Compared> {
  const truth = await readTruth(house);
  const problems = [...house.faults, ...truth.problems];
  const unheard: string[] = [];
  for (const desk of desks) {
    const found = await compareDesk(house, truth, desk, desks);
    problems.push(...found.problems.map((what) => `${desk.name}: ${what}`));
    unheard.push(...found.unheard.map((what) => `${desk.name}: ${what}`));
  }
  for (const widget of widgets) {
    problems.push(...compareWidget(house, truth, widget).map((what) => `${widget.name}: ${what}`));
  }
  return { problems, unheard };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

async function compareDesk(
  house: House,
  truth: Truth,
  desk: Desk,
  desks: readonly Desk[],
): Promise<Compared> {
  const problems: string[] = [];
  const unheard: string[] = [];
  const { me, author } = desk;
  const rows = desk.store('list', 10_000);
  const jobs = desk.store('jobs');
  const here = new Map(rows.map((row) => [row.conversation.id, row]));

  const { cursor } = desk.store('cursor');
  const head = house.feedStart + truth.entries.length;
  if (cursor !== head) problems.push(`the cursor is ${cursor}, the head ${head}`);

  const marks = await truth.marks(me.id);
  for (const [id, talk] of truth.talks) {
    const row = here.get(id);
    if (!maySee(me, talk)) {
      if (row !== undefined && !row.gone) problems.push(`has ${id}, which is not for them`);
      continue;
    }
    if (row === undefined || row.gone) {
      problems.push(`has not ${id}`);
      continue;
    }
    const wanted = truth.rows.get(id);
    if (!same(row.conversation, wanted))
      problems.push(`has ${id} as ${JSON.stringify(row.conversation)}, not ${JSON.stringify(wanted)}`);
    const { entries, floor } = desk.store('open', id, 10_000);
    const right = truth.entries.filter((entry) => entry.conversationId === id && entry.seq >= floor);
    if (!same(entries, right)) problems.push(`shows ${seqs(entries)} of ${id}, not ${seqs(right)}`);
    const mark = marks.get(id) ?? 0;
    if (row.readSeq !== mark) {
      const what = `has read ${id} to ${row.readSeq}, says the hub: ${mark}`;
      const { isShared, wasOthers } = whoElse(truth, desks, desk, id);
      if (!isShared && !wasOthers) problems.push(what);
      else if (row.readSeq < mark) {
        // Another desk's, or one from before the conversation was lost from sight. Of what is closed it comes
        // with the next list only.
        if (talk.status !== 'closed') unheard.push(what);
      } else if (!wasOthers) problems.push(what);
      // Else it was set here when it was not ours any more, and the hub did not take it.
    }
    const unread = entries.filter(
      (e) => e.body.kind === 'message' && e.author.kind === 'visitor' && e.seq > row.readSeq,
    );
    if (row.unread !== unread.length)
      problems.push(`counts ${row.unread} unread in ${id}, not ${unread.length}`);
  }
  for (const [id, text] of desk.drafts) {
    const is = here.get(id)?.draft;
    if (is !== text) problems.push(`the draft in ${id} is ${is}, was ${text}`);
  }
  for (const [id, text] of desk.noteDrafts) {
    const is = here.get(id)?.noteDraft;
    if (is !== text) problems.push(`the draft of a note in ${id} is ${is}, was ${text}`);
  }
  for (const row of rows) {
    if (
      row.gone &&
      row.draft === '' &&
      row.noteDraft === '' &&
      !jobs.some((job) => job.conversationId === row.conversation.id)
    )
      problems.push(`keeps ${row.conversation.id} for nothing`);
  }
  for (const { key, state, code } of jobs) {
    if (state !== 'refused') problems.push(`${key} is still ${state}`);
    else if (!codesOf(house, author.id, key).includes(code ?? ''))
      problems.push(`${key} is refused with ${code}`);
  }
  const shown = desk.shown();
  if (shown !== null) {
    // What is being typed the window has from its own field.
    const typed = (row: ConversationRow | undefined) => row && { ...row, draft: '', noteDraft: '' };
    const wanted = new Map(rows.map((row) => [row.conversation.id, row]));
    for (const id of new Set([...wanted.keys(), ...shown.rows.keys()]))
      if (!same(typed(shown.rows.get(id)), typed(wanted.get(id))))
        problems.push(
          `the window shows ${id} as ${JSON.stringify(shown.rows.get(id))}, the cache has ${JSON.stringify(wanted.get(id))}`,
        );
    for (const key of shown.outgoing.keys())
      if (!jobs.some((job) => job.key === key)) problems.push(`the window shows ${key} as on its way`);
  }
  problems.push(...compareAuthor(house, truth, author, new Set(jobs.map(({ key }) => key))));
  return { problems, unheard };
}

/** Has the person another desk, and may the conversation have been out of an agent's sight? */
function whoElse(truth: Truth, desks: readonly Desk[], desk: Desk, id: string) {
  const { me } = desk;
  const isOthers = ({ conversationId, body }: Entry) =>
    conversationId === id && body.kind === 'assigned' && body.to !== null && body.to.id !== me.id;
  return {
    isShared: desks.some((other) => other !== desk && other.me.id === me.id),
    wasOthers: me.role === 'agent' && truth.entries.some(isOthers),
  };
}

function seqs(entries: readonly Entry[]): string {
  return `[${entries.map((entry) => entry.seq)}]`;
}

/** Every no that the hub gave to a key: where it came twice, the two may differ. */
function codesOf(house: House, by: string, key: string): string[] {
  const answers = house.asked.filter((asked) => asked.by === by && asked.input.key === key);
  return answers.flatMap(({ answer }) => (answer.ok ? [] : [answer.error.code]));
}

/** What was told to be kept is there once, in order, or is refused for all to see. */
function compareAuthor(house: House, truth: Truth, author: Author, unsent: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  const last = new Map<string, number>();
  for (const one of author.written) {
    const { key, told, discardedAt } = one;
    const entry = truth.byKey.get(keyOf(author.id, key));
    if (entry === undefined) {
      if (told === 'kept' && discardedAt === null && !unsent.has(key)) problems.push(`${key} is lost`);
      continue;
    }
    if (told === 'not kept') problems.push(`${key} is there, though it was not kept`);
    if (unsent.has(key)) problems.push(`${key} is there, and here it is not sent`);
    if (discardedAt !== null && wasGranted(house.asked.slice(0, discardedAt), author.id, key))
      problems.push(`${key} is there, though it was given up`);
    const { body, conversationId } = entry;
    // A note is never an answer, and an answer never a note.
    if (body.kind !== one.kind || body.text !== one.text) problems.push(`${key} says something else`);
    if (one.conversationId !== null && conversationId !== one.conversationId)
      problems.push(`${key} is in another conversation`);
    // What was refused once takes the place it gets.
    if (one.retried || codesOf(house, author.id, key).length > 0) continue;
    if (entry.feedSeq < (last.get(conversationId) ?? 0)) problems.push(`${key} was overtaken`);
    last.set(conversationId, entry.feedSeq);
  }
  return problems;
}

function wasGranted(asked: House['asked'], by: string, key: string): boolean {
  return asked.some((one) => one.by === by && one.input.key === key && one.answer.ok);
}

function compareWidget(house: House, truth: Truth, widget: Widget): string[] {
  const problems: string[] = [];
  const { author } = widget;
  const view = widget.view();
  const own = [...truth.rows.values()].filter((row) => row.visitor.id === author.id);
  const latest = own.toSorted((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
  const seen = (id: string) =>
    truth.entries.filter((entry) => entry.conversationId === id).flatMap((entry) => toPublic(entry) ?? []);

  for (const id of new Set([...view.entries.map((entry) => entry.conversationId), latest?.id ?? ''])) {
    const shown = view.entries.filter((entry) => entry.conversationId === id);
    const right = seen(id);
    if (!same(normal(shown), normal(right)))
      problems.push(
        `shows [${shown.map((e) => e.publicSeq)}] of ${id}, not [${right.map((e) => e.publicSeq)}]`,
      );
  }
  // What is drawn: each message in its place, as it reads after all changes.
  const drawn = logLines(view.entries, []).flatMap((line) =>
    line.is === 'message' ? [line.text] : line.is.startsWith('recalled') ? [null] : [],
  );
  const reading = [...readingOf(view.entries).values()];
  if (!same(drawn, reading)) problems.push(`draws ${JSON.stringify(drawn)}, not ${JSON.stringify(reading)}`);
  const row = latest && [latest.id, latest.status, latest.agent?.name ?? null, seen(latest.id).length];
  const is = view.conversation && [
    view.conversation.id,
    view.conversation.status,
    view.conversation.agent,
    view.conversation.publicSeq,
  ];
  if (!same(row ?? null, is))
    problems.push(`has its conversation as ${JSON.stringify(is)}, not ${JSON.stringify(row)}`);
  for (const { key, state, refusal } of view.outbox) {
    if (state === 'queued' || state === 'sending') problems.push(`${key} is still ${state}`);
    if (state === 'refused' && !codesOf(house, author.id, key).includes(refusal ?? ''))
      problems.push(`${key} is refused with ${refusal}`);
  }
  const unsent = view.outbox.filter(({ state }) => state === 'refused').map(({ key }) => key);
  return [...problems, ...compareAuthor(house, truth, author, new Set(unsent))];
}

/** The same fields in the same order, whichever way an entry came. */
function normal(entries: readonly { readonly id: string }[]): unknown {
  return entries.map((entry) => Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
