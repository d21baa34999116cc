import { describe, expect, it } from 'vitest';
import type { PublicEntry } from '#shared/domain/entry.ts';
import { logLines } from './lines.ts';
import type { OutboxItem } from './outbox.ts';

const noon = new Date(2026, 10, 22, 12).getTime();
const minute = 60_000;

function entry(publicSeq: number, change: Partial<PublicEntry>): PublicEntry {
  return {
    id: `e${publicSeq}`,
    conversationId: 'c',
    publicSeq,
    author: { kind: 'visitor', name: '' },
    key: null,
    at: noon,
    body: { kind: 'message', text: 'x' },
    ...change,
  };
}
const agent = { kind: 'agent', name: 'Lin' } as const;
const waiting: OutboxItem = {
  key: 'k',
  order: 1,
  text: 'wait',
  page: null,
  at: noon,
  refusal: null,
  state: 'sending',
};
const shape = (entries: readonly PublicEntry[], outbox: readonly OutboxItem[] = []) =>
  logLines(entries, outbox).map((line) => (line.is === 'message' ? `${line.from} ${line.state}` : line.is));

describe('lines of the log', () => {
  it('sets the days between and leaves out what says nothing to a customer', () => {
    const day = 24 * 60 * minute;
    expect(
      shape([
        entry(1, { body: { kind: 'opened' } }),
        entry(2, {}),
        entry(3, { body: { kind: 'assigned', agent: 'Lin' } }),
        entry(4, { author: agent, at: noon + day }),
        entry(5, { body: { kind: 'assigned', agent: null }, at: noon + day }),
        entry(6, { body: { kind: 'closed' }, at: noon + day }),
      ]),
    ).toEqual(['day', 'me sent', 'served', 'day', 'agent sent', 'waiting', 'closed']);
  });

  it('says who has passed one on, and to whose queue, and never a reason that is not the customer’s', () => {
    const said = logLines(
      [
        entry(1, { body: { kind: 'assigned', agent: 'Lin' } }),
        entry(2, { body: { kind: 'assigned', agent: 'Zhou', passedOn: true } }),
        entry(3, { body: { kind: 'joined', name: 'Lin' } }),
        entry(4, { body: { kind: 'assigned', agent: null, group: 'After sales' } }),
        entry(5, { body: { kind: 'assigned', agent: 'Zhou' } }),
        entry(6, { body: { kind: 'assigned', agent: null } }),
        entry(7, { body: { kind: 'message_left' } }),
      ],
      [],
    ).flatMap((line) =>
      line.is === 'day' || line.is === 'message' ? [] : [[line.is, line.name, line.by ?? '']],
    );
    expect(said).toEqual([
      ['served', 'Lin', ''],
      ['passedOn', 'Zhou', 'Lin'],
      ['joined', 'Lin', ''],
      ['passedToGroup', 'After sales', ''],
      ['served', 'Zhou', ''],
      ['waiting', 'Zhou', ''],
      ['messageLeft', '', ''],
    ]);
  });

  it('says of nobody that they have passed one on when another took over', () => {
    const said = logLines(
      [
        entry(1, { body: { kind: 'assigned', agent: 'Lin' } }),
        entry(2, { body: { kind: 'assigned', agent: 'Zhou' } }),
        entry(3, { body: { kind: 'assigned', agent: 'Zhou' } }),
      ],
      [],
    ).flatMap((line) => (line.is === 'day' || line.is === 'message' ? [] : [[line.is, line.name]]));
    expect(said).toEqual([
      ['served', 'Lin'],
      ['servedNow', 'Zhou'],
      ['served', 'Zhou'],
    ]);
  });

  it('groups what one person writes in a row, until they pause', () => {
    const lines = logLines(
      [
        entry(1, { author: agent }),
        entry(2, { author: agent, at: noon + minute }),
        entry(3, { author: agent, at: noon + 20 * minute }),
        entry(4, { at: noon + 20 * minute }),
      ],
      [],
    ).flatMap((line) => (line.is === 'message' ? [[line.first, line.last]] : []));
    expect(lines).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it('[P10] shows a message once, and under one id, from Enter to the transcript', () => {
    const before = logLines([], [waiting]).at(-1);
    const after = logLines([entry(1, { key: 'k' })], [waiting]);
    expect(shape([entry(1, { key: 'k' })], [waiting])).toEqual(['day', 'me sent']);
    expect(after.at(-1)?.id).toBe(before?.id);
  });

  it('says what became of a message', () => {
    expect(shape([], [waiting, { ...waiting, key: 'l', state: 'refused', refusal: 'too_large' }])).toEqual([
      'day',
      'me sending',
      'me failed',
    ]);
  });

  it('[P1] shows a message as it was edited last, and of one that was taken back only that it was', () => {
    const lines = logLines(
      [
        entry(1, { author: agent, body: { kind: 'message', text: 'worse' } }),
        entry(2, { author: agent, body: { kind: 'message', text: 'secret' } }),
        entry(3, { key: 'k', body: { kind: 'message', text: 'mine' } }),
        entry(4, { author: agent, body: { kind: 'edited', entryId: 'e1', text: 'better' } }),
        entry(5, { author: agent, body: { kind: 'recalled', entryId: 'e2' } }),
        entry(6, { body: { kind: 'recalled', entryId: 'e3' } }),
        entry(7, { author: agent, body: { kind: 'edited', entryId: 'e2', text: 'secret again' } }),
      ],
      [],
    );
    expect(JSON.stringify(lines)).not.toMatch(/worse|secret|"mine"/u);
    expect(lines.map((line) => (line.is === 'message' ? [line.text, line.edited] : [line.is]))).toEqual([
      ['day'],
      ['better', true],
      ['recalled'],
      ['recalledMine'],
    ]);
    expect(lines[2]).toMatchObject({ name: 'Lin' });
  });

  it('[P13] says who had to leave when one waits again', () => {
    const lines = logLines(
      [
        entry(1, { body: { kind: 'assigned', agent: null } }),
        entry(2, { body: { kind: 'assigned', agent: 'Lin' } }),
        entry(3, { body: { kind: 'assigned', agent: null } }),
        entry(4, { body: { kind: 'opened' } }),
        entry(5, { body: { kind: 'assigned', agent: null } }),
      ],
      [],
    );
    expect(lines.flatMap((line) => (line.is === 'waiting' ? [line.name] : []))).toEqual(['', 'Lin', '']);
  });
});
