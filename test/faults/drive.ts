import { setTimeout as after } from 'node:timers/promises';
import { Ended } from './desk-process.ts';
import { groupBy } from './group.ts';
import type { Changed } from './hands.ts';
import type { Change, ClientName, Fault, Schedule, WriterName, Writing } from './schedule.ts';
import type { Stage } from './stage.ts';
import { Reloaded } from './visitors.ts';

/** Makes a schedule happen. */

export type Progress = {
  /** Messages of which the writer was told that they are kept. */
  kept: number;
  /** What the hub said to edits and recalls. */
  readonly changed: Changed[];
  /** Faults that have begun, by kind. */
  readonly faults: Map<string, number>;
};

export const newProgress = (): Progress => ({ kept: 0, changed: [], faults: new Map() });

/** Longer than a hub that drains may take. */
const stopPatience = 20_000;

/** Settles when everything is written and every fault is over. */
export async function drive(stage: Stage, schedule: Schedule, progress: Progress): Promise<void> {
  const started = Date.now();
  const until = (at: number) => after(Math.max(0, started + at - Date.now()));
  /** What happens to one process, window or person, one after another. */
  const lanes = new Map<string, Promise<void>>();

  function inLane(lane: string, work: () => Promise<void>): Promise<void> {
    const next = (lanes.get(lane) ?? Promise.resolve()).then(work);
    lanes.set(lane, next);
    return next;
  }

  async function writeAll(writer: WriterName, writings: readonly Writing[]): Promise<void> {
    for (const writing of writings) {
      await until(writing.at);
      await keep(writer, writing);
      progress.kept += 1;
    }
  }

  async function changeAll(writer: WriterName, changes: readonly Change[]): Promise<void> {
    const hand = stage.hands.find(({ name }) => name === writer);
    if (hand === undefined) throw new Error(`there is nobody at ${writer}`);
    for (const change of changes) {
      await until(change.at);
      const changed = await hand.change(change);
      if (changed !== null) progress.changed.push(changed);
    }
  }

  /** Writes until it is kept. What was cut off may be there or not, so it is another text the next time. */
  async function keep(writer: WriterName, { text, dice }: Writing): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const said = attempt === 0 ? text : text.replace(' ', `+${attempt} `);
      try {
        if (await writeOnce(writer, said, dice)) return;
        attempt -= 1;
        await stage.news();
      } catch (error) {
        if (!(error instanceof Ended || error instanceof Reloaded)) throw error;
        await stage.news();
      }
    }
  }

  /** False when the writer has no conversation to write into. */
  async function writeOnce(writer: WriterName, text: string, dice: number): Promise<boolean> {
    const desk = stage.desks.find(({ name }) => name === writer);
    if (desk !== undefined) {
      while (!desk.isRunning()) await stage.news();
      return (await desk.write(text, dice)) === 'kept';
    }
    await windowOf(writer).write(text);
    return true;
  }

  function windowOf(writer: WriterName) {
    const window = stage.windows.find(({ name }) => name === writer);
    if (window === undefined) throw new Error(`there is no ${writer}`);
    return window;
  }
  function proxyOf(client: ClientName) {
    const proxy = stage.proxies.get(client);
    if (proxy === undefined) throw new Error(`there is no line of ${client}`);
    return proxy;
  }

  function happen(fault: Fault): Promise<void> {
    progress.faults.set(fault.kind, (progress.faults.get(fault.kind) ?? 0) + 1);
    const { hub } = stage;
    switch (fault.kind) {
      case 'hub-kill':
        return inLane('hub', async () => {
          await hub.kill();
          await after(fault.down);
          await hub.start();
        });
      case 'hub-stop':
        return inLane('hub', async () => {
          await within(stopPatience, hub.stop(), 'the hub does not stop when it is asked to');
          await after(fault.down);
          await hub.start();
        });
      case 'hub-freeze':
        return inLane('hub', async () => {
          hub.freeze();
          await after(fault.lasts);
          hub.thaw();
        });
      case 'desk-kill':
      case 'desk-freeze': {
        const desk = stage.desks[fault.desk];
        if (desk === undefined) throw new Error(`there is no desk ${fault.desk}`);
        return inLane(desk.name, async () => {
          if (fault.kind === 'desk-freeze') {
            desk.freeze();
            await after(fault.lasts);
            desk.thaw();
            return;
          }
          await desk.kill();
          await after(fault.down);
          desk.start();
        });
      }
      case 'reload':
        return inLane(fault.writer, windowOf(fault.writer).reload);
      case 'cut':
        return proxyOf(fault.client).cut(fault.how);
      case 'line': {
        const heal = proxyOf(fault.client).put(fault.fault);
        return after(fault.lasts).then(heal);
      }
    }
  }

  async function breakAll(): Promise<void> {
    const happening: Promise<void>[] = [];
    for (const fault of schedule.faults) {
      await until(fault.at);
      const one = happen(fault);
      one.catch(() => {});
      happening.push(one);
    }
    await Promise.all(happening);
  }

  const writings = groupBy(schedule.writings, ({ writer }) => writer);
  const changes = groupBy(schedule.changes, ({ writer }) => writer);
  await Promise.all([
    breakAll(),
    ...[...writings].map(([writer, own]) => writeAll(writer, own)),
    ...[...changes].map(([writer, own]) => changeAll(writer, own)),
  ]);
}

async function within(milliseconds: number, work: Promise<void>, complaint: string): Promise<void> {
  const over = new AbortController();
  await Promise.race([
    work,
    after(milliseconds, undefined, { signal: over.signal }).then(() => {
      throw new Error(complaint);
    }),
  ]).finally(() => over.abort());
}
