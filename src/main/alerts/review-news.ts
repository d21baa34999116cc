import type { QualityNews, Unseen } from '#shared/protocol/quality.ts';
import type { Ask } from '../connection/requests.ts';
import { faultOf, type Log } from '../log.ts';

/** What this person has not looked at of reviews. */
export type ReviewNews = {
  /** A new line: what was missed meanwhile is asked for. */
  readonly ready: () => void;
  readonly heard: (news: QualityNews) => void;
};

/**
 * The hub says all there is each time. Told of is what the hub says has just come, and what is newer than anything that was here before
 * the line was cut; what has waited since before the person came is shown, and told to nobody.
 */
export function createReviewNews(options: {
  readonly ask: Ask;
  readonly log: Log;
  readonly tell: (told: QualityNews) => void;
}): ReviewNews {
  const { ask, log, tell } = options;
  /** When the latest came; null: nothing is known yet. */
  let newest: number | null = null;
  let hearings = 0;
  const told = new Set<string>();

  function take(unseen: Unseen, added: readonly string[]): void {
    const before = newest;
    const isNews = (id: string, at: number) => added.includes(id) || (before !== null && at > before);
    const fresh = unseen.notes.filter(({ id, at }) => !told.has(id) && isNews(id, at)).map(({ id }) => id);
    for (const id of fresh) told.add(id);
    newest = unseen.notes.reduce((latest, { at }) => Math.max(latest, at), before ?? 0);
    tell({ notes: unseen.notes, count: unseen.count, added: fresh });
  }

  async function pull(): Promise<void> {
    const before = hearings;
    const unseen = await ask('quality.unseen', {});
    // What was heard while it was asked is newer than the answer.
    if (hearings === before) take(unseen, []);
  }

  return {
    ready: () => void pull().catch((error) => log.warn('news of reviews were not fetched', faultOf(error))),
    heard: (news) => {
      hearings += 1;
      take(news, news.added);
    },
  };
}
