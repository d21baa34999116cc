import type { NoteKind } from '#shared/domain/quality/notes.ts';
import type { IpcNews } from '#shared/ipc/contract.ts';
import type { QualityNote } from '#shared/protocol/quality.ts';
import { call } from '../bridge/bridge.ts';
import { isSupervisor, useDeskApp } from './desk-app.ts';
import { showMonitor } from './monitor.ts';
import { showPart } from './part.ts';
import { openReview, showQuality, useOwnResult } from './quality.ts';
import { createSlice } from './slice.ts';

type Unseen = {
  /** The latest of what one has not looked at. */
  readonly notes: readonly QualityNote[];
  readonly count: number;
  /** Counts what was heard. */
  readonly changes: number;
};

/** What one is told of reviews, and has not looked at. */
export const useQualityNews = createSlice<Unseen>({ notes: [], count: 0, changes: 0 });

export function applyQualityNews({ notes, count }: Pick<IpcNews<'quality.told'>, 'notes' | 'count'>): void {
  useQualityNews.setState(({ changes }) => ({ notes, count, changes: changes + 1 }));
}

/** With each new line: what was missed meanwhile is asked for. */
async function load(): Promise<void> {
  const { account, connection } = useDeskApp.getState();
  if (account.state !== 'signed-in' || connection.state !== 'connected') return;
  const before = useQualityNews.getState().changes;
  const unseen = await call('quality.unseen', {});
  // Heard of while it was asked: that is newer.
  if (useQualityNews.getState().changes === before) applyQualityNews(unseen);
}

export function followQualityNews(): () => void {
  // Who could not ask has what was known; the next line asks again, and the banner says that the hub is away.
  const ask = () => void load().catch(() => undefined);
  ask();
  return useDeskApp.subscribe((now, before) => {
    if (now.connection.state !== before.connection.state) ask();
  });
}

/** One has it before one's eyes: all that there is of that review, or what one is to do. Other desks hear of it. */
export function sawQuality(seen: { readonly reviewId: string | null; readonly followUps: boolean }): void {
  // The hub may be away: then it is news still, and goes with the next look.
  void call('quality.seen', seen).catch(() => undefined);
}

const isOwn = (kind: NoteKind): boolean => kind === 'result' || kind === 'answer';
const isToDo = (kind: NoteKind): boolean => kind === 'follow_up' || kind === 'due';

/** A notification was clicked: goes to what it was of. */
export function focusQuality({ kind, reviewId }: IpcNews<'quality.focus'>): void {
  if (!isSupervisor(useDeskApp.getState().account)) {
    useOwnResult.setState({ reviewId: isOwn(kind) ? reviewId : null });
    showPart('results');
    return;
  }
  showQuality(isOwn(kind) ? 'own' : isToDo(kind) ? 'follow-ups' : 'work');
  if (isOwn(kind)) useOwnResult.setState({ reviewId });
  else if (!isToDo(kind) && reviewId !== null) openReview(reviewId);
  showMonitor('quality');
}
