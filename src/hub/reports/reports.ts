import { dayOf } from '#shared/domain/reports/calendar.ts';
import { isInScope } from '#shared/domain/reports/cells.ts';
import { reportZone } from '#shared/domain/reports/house.ts';
import type { ReportPeriod, ReportQuestion, ReportScope } from '#shared/domain/reports/question.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { longestReport, type Report, reportAbandoned, reportPatience } from '#shared/protocol/reports.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { createFilling } from './fill.ts';
import { createNames } from './names.ts';
import type { Wanted } from './report-work.ts';
import { createReportThread } from './thread.ts';
import { createTryRule } from './trial.ts';

/** Reports at once, of all people together: they are made one after the other. */
const mostWaiting = 12;
/** How often what was written is taken in without anybody asking. Milliseconds. */
export const fillInterval = 60_000;

/** One report under way: asked for again and again until it is there. */
type Job = {
  readonly personId: string;
  /** Of which part of the house it is, as text. */
  readonly scope: string;
  readonly result: Promise<Report>;
  readonly cancel: () => void;
  progress: { done: number; of: number | null };
  askedAt: number;
};

type Asker = Pick<Me, 'id' | 'role'>;

export type ReportsOptions = {
  readonly database: Database;
  /** As `openDatabase` was given it: the thread opens it for itself. */
  readonly location: string;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly plan: () => RoutingPlan;
  /** What part of the house is theirs now; null: all. */
  readonly scopeOf: (person: Asker) => ReportScope | null;
  /** Until when whoever is here was here is in the database now. */
  readonly tellTimes: () => Promise<void>;
  /** Who works here. */
  readonly people: () => Promise<readonly PersonRecord[]>;
  /** Where no hours say another. */
  readonly ownZone?: string;
};

export type Reports = ReturnType<typeof createReports>;

/** The figures of the house (E3), made from facts by a thread of its own. */
export function createReports(options: ReportsOptions) {
  const { database, workspaceId, clock, plan, scopeOf, tellTimes } = options;
  const { ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = options;
  const thread = createReportThread(options.location, workspaceId);
  const filling = createFilling(database, workspaceId, thread);
  const names = createNames(database, workspaceId);
  const jobs = new Map<string, Job>();
  const zone = () => reportZone(plan(), ownZone);

  const begin = (
    personId: string,
    scope: ReportScope | null,
    question: ReportQuestion,
    compare: ReportPeriod | null,
  ): Job => {
    let cancelThread: (() => void) | null = null;
    let isCancelled = false;
    const progress: Job['progress'] = { done: 0, of: null };
    const cancel = () => {
      isCancelled = true;
      cancelThread?.();
    };
    const make = async (): Promise<Report> => {
      await Promise.all([filling.run(), tellTimes()]);
      if (isCancelled) throw new RefusalError('unavailable');
      const [timeZone, asOf] = [zone(), clock.now()];
      const asked = thread.ask(
        { do: 'report', question: { ...question, scope }, compare, timeZone, asOf },
        (done, of) => {
          progress.done = done;
          progress.of = of;
        },
      );
      cancelThread = asked.cancel;
      const made = await asked.answer;
      const rows = [...made.report.rows, ...(made.compare?.rows ?? [])];
      const people = keysOf(question, rows, 'agent');
      const groups = keysOf(question, rows, 'group');
      return {
        ...made.report,
        timeZone,
        asOf,
        compare: made.compare,
        names: await names.of(people, groups),
      };
    };
    const of = { personId, scope: JSON.stringify(scope) };
    return { ...of, result: make(), cancel, progress, askedAt: clock.now() };
  };

  /** Waits a little, and says how far it is where that is not enough. */
  const waitFor = async (key: string, job: Job) => {
    job.askedAt = clock.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), reportPatience);
    });
    try {
      const report = await Promise.race([job.result, late]);
      if (report === null) return { state: 'running', ...job.progress } as const;
      jobs.delete(key);
      return { state: 'done', report } as const;
    } catch (error) {
      jobs.delete(key);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  const giveUp = (key: string, job: Job) => {
    job.cancel();
    job.result.catch(() => undefined);
    jobs.delete(key);
  };

  return {
    ask: async (
      person: Asker,
      asked: {
        readonly key: string;
        readonly question: ReportQuestion;
        readonly compare: ReportPeriod | null;
      },
    ) => {
      const scope = scopeOf(person);
      const known = jobs.get(asked.key);
      if (known !== undefined) {
        if (known.personId !== person.id) throw new RefusalError('not_found');
        if (known.scope === JSON.stringify(scope)) return waitFor(asked.key, known);
        // They lead other groups by now: it is made anew, of those.
        giveUp(asked.key, known);
      }
      if (jobs.size >= mostWaiting) throw new RefusalError({ code: 'slow_down', retryAfter: reportPatience });
      const job = begin(person.id, scope, asked.question, asked.compare);
      // Whoever asks next hears of a failure; nobody may ask.
      job.result.catch(() => undefined);
      jobs.set(asked.key, job);
      const tooLong = setTimeout(() => giveUp(asked.key, job), longestReport);
      const stop = () => clearTimeout(tooLong);
      void job.result.then(stop, stop);
      return waitFor(asked.key, job);
    },
    cancel: (personId: string, key: string): null => {
      const job = jobs.get(key);
      if (job !== undefined && job.personId === personId) giveUp(key, job);
      return null;
    },
    behind: async (
      person: Asker,
      asked: Omit<Extract<Wanted, { do: 'behind' }>, 'do' | 'timeZone' | 'asOf' | 'question'> & {
        readonly question: ReportQuestion;
      },
    ) => {
      await Promise.all([filling.run(), tellTimes()]);
      const [timeZone, asOf] = [zone(), clock.now()];
      const question = { ...asked.question, scope: scopeOf(person) };
      const made = await thread.ask({ do: 'behind', ...asked, question, timeZone, asOf }).answer;
      const customers = await names.customersOf(
        made.pieces.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId])),
      );
      const pieces = made.pieces.map((piece) => {
        const of = piece.conversationId === null ? undefined : customers.get(piece.conversationId);
        // It was theirs and is another group's now: it counts, and nothing says which it is.
        if (of !== undefined && !isInScope(question.scope, of.group))
          return { ...piece, conversationId: null, customer: null };
        return { ...piece, customer: of?.name ?? null };
      });
      const people = new Set(pieces.flatMap(({ agent }) => (agent === null ? [] : [agent])));
      const groups = new Set(pieces.flatMap(({ group }) => (group === null ? [] : [group])));
      return {
        pieces,
        count: made.count,
        value: made.value,
        names: await names.of([...people], [...groups]),
        asOf,
      };
    },
    explain: async (person: Asker, asked: Omit<Extract<Wanted, { do: 'explain' }>, 'do' | 'scope'>) => {
      const explained = await thread.ask({ do: 'explain', ...asked, scope: scopeOf(person) }).answer;
      if (explained === null) throw new RefusalError('not_found');
      const ids = (key: 'agent' | 'group') => explained.pieces.flatMap((piece) => piece[key] ?? []);
      const known = await names.of([...new Set(ids('agent'))], [...new Set(ids('group'))]);
      return {
        target: explained.target,
        timeZone: zone(),
        pieces: explained.pieces.map((piece) => ({
          ...piece,
          agent: piece.agent && (known.agents[piece.agent] ?? null),
          group: piece.group && (known.groups[piece.group] ?? null),
        })),
      };
    },
    choices: async (person: Asker) => {
      const [timeZone, scope, { agents, groups }] = [zone(), scopeOf(person), await names.all()];
      return {
        timeZone,
        today: dayOf(timeZone, clock.now()),
        agents: agents.filter(({ id }) => scope === null || scope.people.includes(id)),
        groups: groups.filter(({ id }) => scope === null || scope.groups.includes(id)),
      };
    },
    filling,
    tryRule: createTryRule({ thread, filling, now: clock.now, plan, people: options.people, tellTimes }),
    /** Gives up what nobody asks after. */
    look: async (): Promise<void> => {
      const now = clock.now();
      for (const [key, job] of jobs) if (now - job.askedAt > reportAbandoned) giveUp(key, job);
    },
    stop: async (): Promise<void> => {
      for (const [key, job] of jobs) giveUp(key, job);
      await filling.idle();
      await thread.close();
    },
  };
}

function keysOf(
  { by }: ReportQuestion,
  rows: readonly { readonly keys: readonly string[] }[],
  dimension: 'agent' | 'group',
): string[] {
  const n = by.indexOf(dimension);
  return n < 0 ? [] : [...new Set(rows.map(({ keys }) => keys[n] ?? ''))].filter((key) => key !== '');
}
