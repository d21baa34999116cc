import { newId } from '#shared/domain/key.ts';
import type { FigureId } from '#shared/domain/reports/figures.ts';
import { noFilters, type ReportPeriod, type ReportQuestion } from '#shared/domain/reports/question.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { call, refusedWith, tell } from '../bridge/bridge.ts';
import { type PeriodChoice, periodBefore, periodOf } from './report-periods.ts';
import { createSlice } from './slice.ts';

/** A number whose pieces are looked at. */
export type Behind = { readonly keys: readonly string[]; readonly figure: FigureId };

type Reports = {
  readonly choices: IpcAnswer<'reports.choices'> | null;
  readonly choice: PeriodChoice;
  readonly question: Omit<ReportQuestion, 'period'>;
  readonly compares: boolean;
  /** The last that came, with what it was asked by. */
  readonly shown: { readonly report: Report; readonly question: ReportQuestion } | null;
  /** Null: nothing is asked. */
  readonly running: { readonly key: string; readonly done: number } | null;
  readonly refusal: Refusal | null;
  readonly behind: Behind | null;
};

/** Reports (E3): what is asked, and what came of it. Nothing of it is kept on this computer. */
export const useReports = createSlice<Reports>({
  choices: null,
  choice: { is: 'week' },
  question: { by: ['day'], filters: noFilters, inHours: false },
  compares: true,
  shown: null,
  running: null,
  refusal: null,
  behind: null,
});

/** The days that are chosen, once the hub has said which day it is. */
export function chosenPeriod(): ReportPeriod | null {
  const { choice, choices } = useReports.getState();
  return choices === null ? null : periodOf(choice, choices.today);
}

export async function openReports(): Promise<void> {
  try {
    useReports.setState({ choices: await call('reports.choices', {}), refusal: null });
    if (useReports.getState().shown === null) await askReport();
  } catch (error) {
    useReports.setState({ refusal: refusedWith(error) });
  }
}

/** Another question: what was asked before is no longer waited for. */
export function changeReport(
  change: Partial<Pick<Reports, 'choice' | 'compares'>> & Partial<Reports['question']>,
): void {
  const { choice, compares, ...question } = change;
  useReports.setState((s) => ({
    ...(choice !== undefined && { choice }),
    ...(compares !== undefined && { compares }),
    question: { ...s.question, ...question },
    behind: null,
  }));
  void askReport();
}

export async function askReport(): Promise<void> {
  const period = chosenPeriod();
  if (period === null) return openReports();
  cancelReport();
  const key = newId();
  const { question: of, compares } = useReports.getState();
  const question: ReportQuestion = { ...of, period };
  const isCurrent = () => useReports.getState().running?.key === key;
  useReports.setState({ running: { key, done: 0 }, refusal: null });
  try {
    for (;;) {
      const compare = compares ? periodBefore(period) : null;
      const answer = await call('reports.ask', { key, question, compare });
      if (!isCurrent()) return;
      if (answer.state === 'done') {
        useReports.setState({ shown: { report: answer.report, question }, running: null });
        return;
      }
      useReports.setState({ running: { key, done: answer.done } });
    }
  } catch (error) {
    if (isCurrent()) useReports.setState({ running: null, refusal: refusedWith(error) });
  }
}

export function cancelReport(): void {
  const { running } = useReports.getState();
  if (running === null) return;
  useReports.setState({ running: null });
  tell('reports.cancel', { key: running.key });
}

export function lookBehind(behind: Behind | null): void {
  useReports.setState({ behind });
}
