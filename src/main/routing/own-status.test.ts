import { expect, test } from 'vitest';
import type { AgentStatus } from '#shared/domain/routing/status.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Ask } from '../connection/requests.ts';
import { createOwnStatus } from './own-status.ts';

const online: AgentStatus = { status: 'online', reason: null, since: 5 };
const settings = { awayReasons: ['Meeting'], awayAfter: 600_000 };

/** A hub that takes what it is told, while it is there. */
function openHub() {
  const asked: unknown[] = [];
  const hub = { isThere: true };
  const ask = (async (_event: string, input: object) => {
    if (!hub.isThere) throw new RefusalError('unavailable');
    asked.push(input);
    return { ...input, since: 10 + asked.length };
  }) as unknown as Ask;
  const told: unknown[] = [];
  const keeper = createOwnStatus({ ask, onChanged: ({ own }) => told.push(own?.status) });
  return { keeper, hub, asked, told };
}

test('nothing is said of a person before the hub has told what they are', async () => {
  const { keeper, asked } = openHub();
  await keeper.hands('idle');
  expect(asked).toEqual([]);
  expect(keeper.get()).toEqual({ own: null, settings: { awayReasons: [], awayAfter: null } });
});

test('away by itself and back; told to the window each time (A13)', async () => {
  const { keeper, asked, told } = openHub();
  keeper.ready({ status: online, settings });
  await keeper.hands('active');
  await keeper.hands('locked');
  await keeper.hands('locked');
  await keeper.hands('active');
  expect(asked).toEqual([
    { status: 'away', reason: { is: 'locked' } },
    { status: 'online', reason: null },
  ]);
  expect(told).toEqual(['online', 'away', 'online']);
});

test('an admin changes the settings while one is connected', async () => {
  const { keeper, told } = openHub();
  keeper.ready({ status: online, settings });
  keeper.housed({ ...settings, awayReasons: ['Lunch'] });
  expect(keeper.get()).toEqual({ own: online, settings: { ...settings, awayReasons: ['Lunch'] } });
  expect(told).toEqual(['online', 'online']);
});

test('what could not be told goes out when the line is back', async () => {
  const { keeper, hub, asked } = openHub();
  keeper.ready({ status: online, settings });
  hub.isThere = false;
  await keeper.hands('idle');
  expect(keeper.get().own).toEqual(online);
  hub.isThere = true;
  await keeper.hands('idle');
  await keeper.hands('idle');
  expect(asked).toEqual([{ status: 'away', reason: { is: 'idle' } }]);
});

test('back from another desk of theirs: this one, where nobody is, does not contradict', async () => {
  const { keeper, asked } = openHub();
  keeper.ready({ status: online, settings });
  await keeper.hands('idle');
  keeper.heard(online);
  await keeper.hands('idle');
  expect(asked).toHaveLength(1);
});

test('a refusal of what the person chose is theirs to see, and changes nothing', async () => {
  const { keeper, hub } = openHub();
  keeper.ready({ status: online, settings });
  hub.isThere = false;
  await expect(keeper.set({ status: 'busy', reason: null })).rejects.toThrow('unavailable');
  expect(keeper.get().own).toEqual(online);
});
