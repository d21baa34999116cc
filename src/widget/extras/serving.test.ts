import { expect, it } from 'vitest';
import type { PublicEntry } from '#shared/domain/entry.ts';
import { serviceIn } from './serving.ts';

const said = (bodies: readonly PublicEntry['body'][]): PublicEntry[] =>
  bodies.map((body, i) => ({
    ...{ id: `e${i}`, conversationId: 'c', publicSeq: i + 1, key: null, at: i, body },
    author: { kind: 'system', name: '' },
  }));

it('says since when somebody serves, from whose queue, and who is with them', () => {
  const entries = said([
    { kind: 'opened' },
    { kind: 'assigned', agent: 'Lin' },
    { kind: 'joined', name: 'Wu' },
    { kind: 'joined', name: 'Chen' },
    { kind: 'left', name: 'Wu' },
    { kind: 'assigned', agent: null, group: 'Refunds' },
    { kind: 'assigned', agent: 'Chen' },
  ]);
  expect(serviceIn(entries.slice(0, 3), 'Lin')).toEqual({ since: 1, group: null, others: ['Wu'] });
  // Who was a guest and has it now is none any more.
  expect(serviceIn(entries, 'Chen')).toEqual({ since: 6, group: 'Refunds', others: [] });
});
