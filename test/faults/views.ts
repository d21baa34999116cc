import { changesIn } from '#shared/domain/changes.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { logLines } from '../../src/widget/panel/lines.ts';
import { type Seen, textOf } from './compare.ts';
import { groupBy } from './group.ts';
import type { Stage } from './stage.ts';

/** What the clients show. */

export type Views = {
  readonly seen: readonly Seen[];
  /** Client and entry, where a window was told of one twice. */
  readonly toldTwice: readonly string[];
};

/** Everybody as they are now: nobody was restarted for this. */
export async function whatEverybodySees(stage: Stage): Promise<Views> {
  const desks = await Promise.all(stage.desks.map((desk) => deskView(desk.name, desk.view())));
  const windows = await Promise.all(stage.windows.map(seenInWindow));
  return {
    seen: [...desks.flatMap(({ seen }) => seen), ...windows.flat()],
    toldTwice: desks.flatMap(({ toldTwice }) => toldTwice),
  };
}

/** Once more: desks started again from their disks, without a line to the hub, windows as they are. */
export async function whatIsThereAgain(stage: Stage): Promise<Seen[]> {
  const windows = await Promise.all(stage.windows.map(seenInWindow));
  const seen = windows.flat().map((one) => ({ ...one, client: `${one.client} (reloaded)` }));
  for (const desk of stage.desks) {
    await desk.kill();
    stage.proxies.get(desk.name)?.put({ kind: 'closed' });
    desk.start();
    seen.push(...(await deskView(`${desk.name} (disk)`, desk.view())).seen);
  }
  return seen;
}

async function deskView(
  client: string,
  asked: ReturnType<Stage['desks'][number]['view']>,
): Promise<{ seen: Seen[]; toldTwice: string[] }> {
  const { conversations, toldTwice } = await asked;
  return {
    seen: conversations.map(({ id, entries }) => ({
      client,
      conversationId: id,
      numbering: 'seq',
      entries: entries.map((entry) => ({ id: entry.id, number: entry.seq, text: textOf(entry) })),
      reads: readsAtDesk(entries),
    })),
    toldTwice: toldTwice.map((id) => `${client}: entry ${id}`),
  };
}

function readsAtDesk(entries: readonly Entry[]): (string | null)[] {
  const changes = changesIn(entries);
  return entries.flatMap((entry) => {
    const text = textOf(entry);
    const change = changes.get(entry.id);
    return text === null ? [] : [change === undefined ? text : change.text];
  });
}

async function seenInWindow(window: Stage['windows'][number]): Promise<Seen[]> {
  const byConversation = groupBy(await window.view(), (entry) => entry.conversationId);
  return [...byConversation].map(([conversationId, entries]) => ({
    client: window.name,
    conversationId,
    numbering: 'publicSeq',
    entries: entries.map((entry) => ({ id: entry.id, number: entry.publicSeq, text: textOf(entry) })),
    reads: logLines(entries, []).flatMap((line) => {
      if (line.is === 'message') return [line.text];
      return line.is === 'recalled' || line.is === 'recalledMine' ? [null] : [];
    }),
  }));
}
