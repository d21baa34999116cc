import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#shared/domain/key.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { openDatabase } from '../../src/main/cache/database.ts';
import { type Store, storeOf } from '../../src/main/cache/store.ts';
import { createFeed } from '../../src/main/connection/feed.ts';
import { createLink } from '../../src/main/connection/link.ts';
import { createOutbox } from '../../src/main/connection/outbox.ts';
import { silentLog } from '../../src/main/log.ts';
import { straightWay } from '../../src/main/network/way-out.ts';
import { signIn, testPeople } from '../support/hub.ts';
import { hastyClock } from './desk-support.ts';

/** The desk's line, feed, outbox and store on a real hub, with a hand on what comes in between. */
export type BareSeat = {
  readonly store: Store;
  readonly send: (conversationId: string, text: string) => string;
  readonly stop: () => void;
};

export async function takeBareSeat(
  hub: string,
  handle: {
    /** What comes live, and the way on; called not at all it is lost. */
    readonly entries: (news: DeskNews['entries'], deliver: (news: DeskNews['entries']) => void) => void;
    readonly onAcknowledged?: () => void;
  },
): Promise<BareSeat> {
  const { token, me } = await signIn(hub, testPeople.ann);
  const dir = mkdtempSync(join(tmpdir(), 'yingke-seat-'));
  const { db } = openDatabase(join(dir, 'x.db'), 'ab'.repeat(32));
  const store = storeOf(db);
  // As it is in the desk: each call one message to the cache's thread, and one back.
  const later = (act: () => unknown): Promise<never> =>
    new Promise((resolve, reject) => {
      setImmediate(() => {
        try {
          resolve(act() as never);
        } catch (error) {
          reject(error as Error);
        }
      });
    });
  const common = { clock: hastyClock, random: Math.random, log: silentLog, way: straightWay };
  const outbox = createOutbox({
    ...common,
    ask: (event, input) => link.ask(event, input),
    upload: async () => [],
    cache: {
      setJob: (...args) => later(() => store.setJob(...args)),
      acknowledge: (...args) => later(() => store.acknowledge(...args)),
      filesAreGone: (...args) => later(() => store.filesAreGone(...args)),
    },
    onChanged: (job) => {
      if (job.state === 'sent') handle.onAcknowledged?.();
    },
    onGone: () => {},
    onSent: () => {},
  });
  const feed = createFeed({
    ...common,
    ask: (event, input) => link.ask(event, input),
    cache: {
      cursor: () => later(() => store.cursor()),
      apply: (batch) => later(() => store.apply(structuredClone(batch))),
      replaceAll: (snapshot) => later(() => store.replaceAll(snapshot)),
    },
    onArrived: ({ confirmed }) => {
      for (const { key } of confirmed) outbox.remove(key);
    },
    onReplaced: async () => outbox.load(store.jobs()),
    onCaughtUp: outbox.caughtUp,
  });
  const link = createLink({
    ...common,
    hub,
    auth: () => ({ protocol: protocolVersion, app: 'desk/0', device: randomUUID(), token }),
    onState: () => {},
    onNews: {
      ready: (ready) => {
        feed.ready(ready, me.id);
        outbox.online();
      },
      entries: (news) => handle.entries(news, feed.live),
      head: ({ head }) => feed.head(head),
      mark: () => {},
      seen: () => {},
      status: () => {},
      settings: () => {},
      colleagues: () => {},
      replies: () => {},
      alert: () => {},
      alert_over: () => {},
      board: () => {},
      customer: () => {},
      handbook: () => {},
      ticks: () => {},
      way: () => {},
      watch: () => {},
      watch_rules: () => {},
      watch_call: () => {},
      quality: () => {},
      watched: () => {},
      sign_ins: () => {},
      revoked: () => {},
      policy: () => {},
      draining: () => {},
    },
    onHint: { typing: () => {} },
    onDown: () => {
      feed.down();
      outbox.offline();
    },
    onRoundTrip: () => {},
  });
  return {
    store,
    send: (conversationId, text) => {
      const job = store.send(newId(), conversationId, text, Date.now());
      outbox.add(job);
      return job.key;
    },
    stop: () => {
      link.stop();
      outbox.load([]);
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
