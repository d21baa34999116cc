import { newId } from '#shared/domain/key.ts';
import { noFilters, type ReportQuestion } from '#shared/domain/reports/question.ts';
import type { DeskEvent } from '#shared/protocol/desk.ts';
import type { Inputs } from './on.ts';

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const oneDay = 86_400_000;

/** That day, the one before and the one after. */
const around = (at: number): ReportQuestion => ({
  period: { from: dayOf(at - oneDay), to: dayOf(at + oneDay) },
  by: [],
  filters: noFilters,
  inHours: false,
});

export const inputsOfMonitoring = {
  'reports.ask': ({ now }) => ({
    key: newId(),
    question: { ...around(now), by: ['group', 'agent'] },
    compare: null,
  }),
  'reports.cancel': () => ({ key: newId() }),
  'reports.behind': ({ now }) => ({
    question: around(now),
    keys: [],
    figure: 'offered',
    offset: 0,
    limit: 100,
  }),
  'reports.explain': ({ conversationId }) => ({ conversationId, figure: 'offered', inHours: false }),
  'reports.choices': () => ({}),
  'alert.report': ({ conversationId }) => ({
    conversationId,
    since: 0,
    rung: 'toast',
    what: 'raised',
    ago: 0,
  }),
  'alerts.pull': ({ conversationId }) => ({ conversationId }),
  'alerts.open': () => ({}),
  'watch.open': () => ({}),
  'watch.past': () => ({ before: null, limit: 100 }),
  'watch.history': ({ alertId }) => ({ alertId }),
  'watch.acknowledge': ({ alertId }) => ({ alertId, note: null }),
  'watch.resolve': ({ alertId }) => ({ alertId, note: null }),
  'watch.quiet': ({ ruleId }) => ({ ruleId, minutes: 0, for: 'me' }),
  'board.open': () => ({}),
  'board.got': () => ({ number: 1 }),
  'board.level': ({ groupId }) => ({ groupId }),
  'board.close': () => ({}),
  'supervise.watch': ({ conversationId }) => ({ conversationId, watching: true }),
  'supervise.join': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'supervise.status': ({ agentId }) => ({ personId: agentId, status: 'busy', reason: null }),
  'supervise.moveQueue': ({ groupId }) => ({ from: groupId, to: newId() }),
  'supervise.pause': ({ groupId }) => ({ groupId, paused: false }),
} satisfies Partial<Inputs<DeskEvent>>;
