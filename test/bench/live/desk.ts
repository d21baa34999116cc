import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../../src/main/clock.ts';
import {
  newFolder,
  removeFolder,
  startTestDesk,
  type TestDesk,
  transcriptOf,
} from '../../integration/desk-support.ts';
import { person } from './people.ts';
import { serve } from './worker.ts';

/** A desk without its window: everything main does, with its cache on the disk. */
let folder = '';
let current: TestDesk | null = null;

const desk = () => {
  if (current === null) throw new Error('no desk');
  return current;
};
const rows = () => desk().desk.conversations['conversations.list']({});

/** Entries that it has taken into its cache since it was started. */
const added = () =>
  desk()
    .news('entries.added')
    .reduce((sum, { entries }) => sum + entries.length, 0);

/** Looks again and again until it is true, 60 s at most. Answers when it was. */
async function when(isTrue: () => boolean | Promise<boolean>): Promise<number> {
  for (const end = performance.now() + 60_000; performance.now() < end; await pause(5)) {
    if (await isTrue()) return performance.now();
  }
  throw new Error('the desk does not get there');
}

const calls = {
  /** Signs in for the first time; returns when the list is there. */
  signIn: async ({ url, conversations }: { url: string; conversations: number }) => {
    folder = await newFolder();
    current = startTestDesk(folder, { clock: systemClock });
    await current.desk.signIn({ hub: url, email: person.email, password: person.password });
    await when(async () => (await rows()).length === conversations);
  },
  stop: async () => {
    await desk().stop();
    current = null;
  },
  /** Starts on the same folder. Milliseconds until so many entries that it missed are in its cache. */
  resume: async ({ missed }: { missed: number }) => {
    const from = performance.now();
    current = startTestDesk(folder, { clock: systemClock });
    return (await when(() => added() >= missed)) - from;
  },
  /** How many entries it has, and in how many conversations one is missing. */
  entries: async () => {
    let count = 0;
    let gaps = 0;
    for (const { conversation } of await rows()) {
      const entries = await transcriptOf(desk(), conversation.id);
      count += entries.length;
      if (entries.some(({ seq }, i) => seq !== i + 1) || entries.length !== conversation.lastSeq) gaps += 1;
    }
    return { count, gaps };
  },
};
export type DeskCalls = typeof calls;

serve(calls, async () => {
  await current?.stop();
  await removeFolder(folder);
});
