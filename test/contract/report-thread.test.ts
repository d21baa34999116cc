import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import { createReports } from '../../src/hub/reports/index.ts';
import { createReportThread } from '../../src/hub/reports/thread.ts';
import { watching } from '../support/watch.ts';
import { openStore, places, type Store } from './stores.ts';
import { by, closing, from, taking } from './writes.ts';

const now = 1_700_000_000_000;

describe.each(places)('the thread of reports on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
  });
  afterEach(() => store.close());

  test('a rule that is tried lets go first whoever asks for something meanwhile', async () => {
    const { conversations, database, location, workspace } = store;
    const ann = await store.person('Ann');
    const { conversationId } = await conversations.write(from(await store.visitor(), 'hello'));
    const row = async () => {
      const held = await conversations.reads.held(conversationId);
      if (held === null) throw new Error('it is gone');
      return held.conversation;
    };
    await conversations.write(taking(ann, await row()));
    await conversations.write(by(ann, conversationId, 'how can I help'));
    await conversations.write(closing(ann, await row()));
    const plan = defaultPlan(newId, 'en');
    const reports = createReports({
      ...{
        database,
        location,
        workspaceId: workspace.id,
        clock: { now: () => now + 1000, every: () => () => undefined },
      },
      plan: () => plan,
      scopeOf: () => null,
      tellTimes: async () => undefined,
      people: async () => [],
    });
    await reports.filling.run();
    await reports.stop();

    const thread = createReportThread(location, workspace.id);
    const done: string[] = [];
    const rule = watching({ kind: 'agent_words', words: ['help'] });
    const of = { hours: null, groups: [], people: [], from: 0, to: now + 1000 };
    const trial = thread.ask({ do: 'trial', rule, ...of }).answer.then(({ raised }) => {
      done.push(`trial ${raised}`);
    });
    const head = thread.ask({ do: 'head' }).answer.then(() => done.push('head'));
    await Promise.all([trial, head]);
    expect(done).toEqual(['head', 'trial 1']);
    await thread.close();
  });
});
