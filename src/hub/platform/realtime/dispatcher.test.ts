import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type Answer, RefusalError } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import type { Registry } from '#shared/protocol/registry.ts';
import type { Denial } from '../access/index.ts';
import { createLog } from '../log/index.ts';
import { createDispatcher } from './dispatcher.ts';

const registry = {
  say: { input: z.strictObject({ n: z.number() }), answer: z.number(), roles: ['agent'], scope: 'self' },
  write: {
    input: z.strictObject({ conversationId: z.string(), n: z.number() }),
    answer: z.number(),
    roles: ['agent', 'supervisor'],
    scope: 'conversation.write',
  },
} as const satisfies Registry;

type Checked = { readonly conversationId: string; readonly grant: () => void; readonly refuse: () => void };

function stage(role: Role = 'agent') {
  const denials: Denial[] = [];
  const handled: number[] = [];
  const checks: Checked[] = [];
  const logged: string[] = [];
  let wait = 0;
  const dispatch = createDispatcher({
    registry,
    handlers: {
      say: async (_, { n }) => {
        handled.push(n);
        if (n < 0) throw new Error('a fault of ours with a canary');
        return n;
      },
      write: async (_, { n }) => {
        handled.push(n);
        return n;
      },
    },
    roleOf: () => role,
    checkScope: (_, __, conversationId) =>
      new Promise<void>((resolve, reject) => {
        checks.push({ conversationId, grant: resolve, refuse: () => reject(new RefusalError('forbidden')) });
      }),
    admit: () => wait,
    report: (denial) => denials.push(denial),
    log: createLog({ write: (line: string) => void logged.push(line) }),
  })({ kind: 'person', id: 'me' }, '10.0.0.1');
  const ask = (event: string, ...args: unknown[]) =>
    new Promise<Answer<unknown>>((resolve) => dispatch(event, [...args, resolve]));
  return {
    ask,
    dispatch,
    denials,
    handled,
    checks,
    logged,
    slow: (ms: number) => {
      wait = ms;
    },
  };
}

test('[P14] what the registry does not grant is refused: event, schema, role', async () => {
  const { ask, denials, handled } = stage();
  expect(await ask('shout', { n: 1 })).toEqual({ ok: false, error: { code: 'unknown_event' } });
  expect(await ask('hasOwnProperty', { n: 1 })).toEqual({ ok: false, error: { code: 'unknown_event' } });
  expect(await ask('say', { n: 'canary' })).toEqual({
    ok: false,
    error: { code: 'bad_request', field: 'n' },
  });
  expect(await stage('admin').ask('say', { n: 1 })).toEqual({ ok: false, error: { code: 'forbidden' } });
  expect(handled).toEqual([]);
  expect(denials.map((d) => [d.code, d.actor?.id, d.address])).toEqual([
    ['unknown_event', 'me', '10.0.0.1'],
    ['unknown_event', 'me', '10.0.0.1'],
    ['bad_request', 'me', '10.0.0.1'],
  ]);
});

test('[P14] scope is asked before the handler runs', async () => {
  const { ask, checks, handled, denials } = stage();
  const refused = ask('write', { conversationId: 'c1', n: 1 });
  await expect.poll(() => checks.length).toBe(1);
  expect(handled).toEqual([]);
  checks[0]?.refuse();
  expect(await refused).toEqual({ ok: false, error: { code: 'forbidden' } });
  expect(handled).toEqual([]);
  expect(denials).toMatchObject([{ code: 'forbidden', event: 'write', subject: 'c1' }]);
});

test('handlers of one socket start in the order in which the events came', async () => {
  const { ask, checks, handled } = stage();
  const all = [
    ask('write', { conversationId: 'c1', n: 1 }),
    ask('say', { n: 2 }),
    ask('write', { conversationId: 'c2', n: 3 }),
  ];
  await expect.poll(() => checks.length).toBe(1);
  expect(handled).toEqual([]);
  checks[0]?.grant();
  await expect.poll(() => checks.length).toBe(2);
  checks[1]?.grant();
  await Promise.all(all);
  expect(handled).toEqual([1, 2, 3]);
});

test('[P15] a burst over the rate is refused with the time to wait, and logged once', async () => {
  const { ask, denials, slow, handled } = stage();
  slow(250);
  for (let i = 0; i < 5; i++) {
    expect(await ask('say', { n: i })).toEqual({ ok: false, error: { code: 'slow_down', retryAfter: 250 } });
  }
  slow(0);
  expect(await ask('say', { n: 9 })).toEqual({ ok: true, value: 9 });
  expect(handled).toEqual([9]);
  expect(denials.map((d) => d.code)).toEqual(['slow_down']);
});

test('a fault of ours is `internal` and tells nothing of itself', async () => {
  const { ask } = stage();
  expect(await ask('say', { n: -1 })).toEqual({ ok: false, error: { code: 'internal' } });
});

test('an event that nobody waits for is dropped', () => {
  const { dispatch, handled, denials } = stage();
  dispatch('say', [{ n: 1 }]);
  dispatch('say', []);
  expect(handled).toEqual([]);
  expect(denials.map((d) => d.reason)).toEqual(['no_ack', 'no_ack']);
});
