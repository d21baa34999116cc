import { type Seen, textOf } from './compare.ts';
import { groupBy } from './group.ts';
import type { Stage } from './stage.ts';

/** What the clients show. */

/** The windows as they are now: nobody was restarted for this. */
export async function whatEverybodySees(stage: Stage): Promise<Seen[]> {
  const desks = await Promise.all(stage.desks.map((desk) => seenAtDesk(desk.name, desk.view())));
  const windows = await Promise.all(stage.windows.map(seenInWindow));
  return [...desks.flat(), ...windows.flat()];
}

/** The same once more: desks started again from their disks, without a line to the hub, windows as they are. */
export async function whatIsThereAgain(stage: Stage): Promise<Seen[]> {
  const windows = await Promise.all(stage.windows.map(seenInWindow));
  const desks: Seen[] = [];
  for (const desk of stage.desks) {
    await desk.kill();
    stage.proxies.get(desk.name)?.put({ kind: 'closed' });
    desk.start();
    desks.push(...(await seenAtDesk(`${desk.name} (disk)`, desk.view())));
  }
  return [...desks, ...windows.flat().map((seen) => ({ ...seen, client: `${seen.client} (reloaded)` }))];
}

async function seenAtDesk(
  client: string,
  asked: ReturnType<Stage['desks'][number]['view']>,
): Promise<Seen[]> {
  const { conversations } = await asked;
  return conversations.map(({ id, entries }) => ({
    client,
    conversationId: id,
    numbering: 'seq',
    entries: entries.map((entry) => ({ id: entry.id, number: entry.seq, text: textOf(entry) })),
  }));
}

async function seenInWindow(window: Stage['windows'][number]): Promise<Seen[]> {
  const byConversation = groupBy(await window.view(), (entry) => entry.conversationId);
  return [...byConversation].map(([conversationId, entries]) => ({
    client: window.name,
    conversationId,
    numbering: 'publicSeq',
    entries: entries.map((entry) => ({ id: entry.id, number: entry.publicSeq, text: textOf(entry) })),
  }));
}
