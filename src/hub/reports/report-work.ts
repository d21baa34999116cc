import type { FigureId } from '#shared/domain/reports/figures.ts';
import type { ReportPeriod, ReportScope, ScopedQuestion } from '#shared/domain/reports/question.ts';
import type { Trial } from '#shared/domain/watch/trial.ts';
import type { FactRow } from './facts.ts';
import type { Explained } from './read-explained.ts';
import type { Behind, PeriodReport } from './read-report.ts';
import type { TrialAsked } from './read-trial.ts';

/** What the thread of the reports is asked, and answers. */
export type Wanted =
  | { readonly do: 'facts'; readonly after: number; readonly upto: number }
  | { readonly do: 'head' }
  | {
      readonly do: 'report';
      readonly question: ScopedQuestion;
      readonly compare: ReportPeriod | null;
      readonly timeZone: string;
      readonly asOf: number;
    }
  | {
      readonly do: 'explain';
      readonly conversationId: string;
      readonly figure: FigureId;
      readonly inHours: boolean;
      readonly scope: ReportScope | null;
    }
  | ({ readonly do: 'trial' } & TrialAsked)
  | {
      readonly do: 'behind';
      readonly question: ScopedQuestion;
      readonly keys: readonly string[];
      readonly figure: FigureId;
      readonly offset: number;
      readonly limit: number;
      readonly timeZone: string;
      readonly asOf: number;
    };

export type Made = {
  readonly facts: readonly FactRow[];
  readonly head: number;
  readonly report: { readonly report: PeriodReport; readonly compare: PeriodReport | null };
  readonly behind: Behind;
  readonly explain: Explained | null;
  readonly trial: Trial;
};

export type ToThread =
  | { readonly id: number; readonly wanted: Wanted }
  | { readonly id: number; readonly cancel: true }
  | 'close';

export type FromThread =
  | { readonly id: number; readonly made: Made[Wanted['do']] }
  | { readonly id: number; readonly progress: { readonly done: number; readonly of: number | null } }
  | { readonly id: number; readonly failed: 'cancelled' | 'too_large' | { readonly message: string } };
