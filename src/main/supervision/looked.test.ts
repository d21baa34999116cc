import { expect, it, vi } from 'vitest';
import { RefusalError } from '#shared/protocol/errors.ts';
import { silentLog } from '../log.ts';
import { createLooked } from './looked.ts';

function stage() {
  const told: string[] = [];
  const hub = { away: false, refuses: '' };
  const looked = createLooked({
    ask: (async (_: string, input: { conversationId: string; watching: boolean }) => {
      if (hub.away) throw new RefusalError('unavailable');
      if (input.conversationId === hub.refuses) throw new RefusalError('not_found');
      told.push(`${input.conversationId} ${input.watching ? 'on' : 'off'}`);
      return null;
    }) as never,
    log: silentLog,
  });
  const watch = (conversationId: string, watching: boolean) => looked.watch({ conversationId, watching });
  return { ...looked, watch, hub, told };
}

it('tells the hub at once what one looks at, and says what it refuses', async () => {
  const { watch, told, hub } = stage();
  await watch('a', true);
  await watch('a', false);
  expect(told).toEqual(['a on', 'a off']);
  hub.refuses = 'b';
  await expect(watch('b', true)).rejects.toThrow('not_found');
});

it('what was looked at while the hub was away is told with the next line, once', async () => {
  const { watch, told, hub, ready } = stage();
  hub.away = true;
  expect(await watch('a', true)).toBe(null);
  await watch('a', false);
  await watch('b', true);
  ready();
  expect(told).toEqual([]);

  hub.away = false;
  hub.refuses = 'a';
  ready();
  // What is theirs no more is in nobody's way, and what is still looked at stays so.
  await vi.waitFor(() => expect(told).toEqual(['b on']));
  hub.refuses = '';
  ready();
  await watch('c', true);
  expect(told).toEqual(['b on', 'c on']);
});
