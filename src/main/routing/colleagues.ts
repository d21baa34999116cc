import type { Clock } from '#shared/domain/clock.ts';
import type { Colleagues } from '#shared/ipc/routing.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Ask } from '../connection/requests.ts';
import { faultOf, type Log } from '../log.ts';

/** In a busy house somebody's load changes all the time; the screen is told no more often. Milliseconds. */
const pace = 250;

export type ColleaguesOptions = {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChanged: (colleagues: Colleagues) => void;
};

/** Who else works here and how their groups stand, as the hub told last. In memory alone: it is worth something only now. */
export type ColleaguesKeeper = {
  readonly get: () => Colleagues | null;
  /** A new line: everything is asked for anew. */
  readonly ready: () => void;
  readonly heard: (news: DeskNews['colleagues']) => void;
  readonly stop: () => void;
};

export function createColleagues({ ask, clock, log, onChanged }: ColleaguesOptions): ColleaguesKeeper {
  let people = new Map<string, Colleagues['people'][number]>();
  let groups = new Map<string, Colleagues['groups'][number]>();
  let isKnown = false;
  /** Changes that came while everything was asked for: they are newer than the answer may be. */
  let meanwhile: DeskNews['colleagues'][] | null = null;
  let line = 0;
  let cancel: (() => void) | null = null;

  const get = (): Colleagues | null =>
    isKnown ? { people: [...people.values()], groups: [...groups.values()] } : null;

  function tell(): void {
    cancel ??= clock.after(pace, () => {
      cancel = null;
      const all = get();
      if (all !== null) onChanged(all);
    });
  }

  function merge(news: DeskNews['colleagues']): void {
    for (const one of news.people) people.set(one.id, one);
    for (const one of news.groups) groups.set(one.id, one);
  }

  async function pull(): Promise<void> {
    const mine = ++line;
    meanwhile = [];
    const all = await ask('colleagues.pull', {});
    if (mine !== line) return;
    people = new Map();
    groups = new Map();
    isKnown = true;
    merge(all);
    for (const news of meanwhile ?? []) merge(news);
    meanwhile = null;
    tell();
  }

  return {
    get,
    // A line that ends before the answer begins anew with the next `ready`.
    ready: () => void pull().catch((error) => log.warn('colleagues were not fetched', faultOf(error))),
    heard: (news) => {
      meanwhile?.push(news);
      merge(news);
      tell();
    },
    stop: () => {
      line++;
      cancel?.();
      cancel = null;
    },
  };
}
