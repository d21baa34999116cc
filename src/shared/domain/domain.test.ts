import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation } from './conversation.ts';
import { visitorLabel } from './conversation.ts';
import type { Entry } from './entry.ts';
import { toPublic } from './entry.ts';
import { hueCount, nextHue } from './hue.ts';
import { newId } from './key.ts';
import { byUrgency, defaultServiceLevel, waitOf } from './urgency.ts';

describe('waiting', () => {
  it('turns from calm to soon to late at the limits, and forgives a clock that is behind', () => {
    const { soon, late } = defaultServiceLevel;
    expect(waitOf(null, 1e6)).toBe('none');
    expect([0, soon - 1, soon, late - 1, late].map((t) => waitOf(1000, 1000 + t))).toEqual([
      'calm',
      'calm',
      'soon',
      'soon',
      'late',
    ]);
    expect(waitOf(5000, 1000)).toBe('calm');
  });

  it('orders by the longest wait, then by who wrote last, and is a total order', () => {
    const row = fc.record({
      id: fc.uuid(),
      openedAt: fc.nat(9),
      waitingSince: fc.option(fc.nat(9)),
    }) as unknown as fc.Arbitrary<Conversation>;
    const row2 = row.map((r) => ({ ...r, lastMessage: null }) as Conversation);
    fc.assert(
      fc.property(fc.uniqueArray(row2, { selector: (r) => r.id }), (rows) => {
        const sorted = rows.toSorted(byUrgency);
        expect(rows.toReversed().toSorted(byUrgency)).toEqual(sorted);
        const waits = sorted.map((r) => r.waitingSince ?? Number.POSITIVE_INFINITY);
        expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('hues', () => {
  it('gives twelve open conversations twelve hues', () => {
    const given: number[] = [];
    for (let i = 0; i < hueCount; i++) given.push(nextHue(given));
    expect(new Set(given).size).toBe(hueCount);
    expect(nextHue(given)).toBe(1);
  });

  it('uses a freed hue again before it doubles one', () => {
    expect(nextHue([1, 2, 4])).toBe(3);
    expect(nextHue([0, 99])).toBe(1);
  });
});

describe('what the customer may see', () => {
  const entry = (over: Partial<Entry>): Entry => ({
    id: newId(),
    conversationId: newId(),
    seq: 3,
    feedSeq: 9,
    publicSeq: 2,
    author: { kind: 'agent', id: newId(), name: 'Lin' },
    audience: 'everyone',
    key: newId(),
    at: 5,
    body: { kind: 'message', text: 'hello' },
    ...over,
  });

  it('hides notes, whatever their audience says', () => {
    expect(toPublic(entry({ audience: 'staff', publicSeq: null }))).toBeNull();
    expect(toPublic(entry({ body: { kind: 'note', text: 'secret' } }))).toBeNull();
  });

  it('carries no id of staff and no staff sequence', () => {
    const agent = { id: newId(), name: 'Lin' };
    const shown = toPublic(entry({ body: { kind: 'assigned', from: null, to: agent, reason: 'taken' } }));
    expect(shown).not.toBeNull();
    expect(JSON.stringify(shown)).not.toContain(agent.id);
    expect(Object.keys(shown ?? {})).not.toContain('seq');
    expect(Object.keys(shown ?? {})).not.toContain('feedSeq');
    expect(toPublic(entry({}))?.key).toBeNull();
  });

  it('names a group as customers are told it', () => {
    const group = { id: newId(), name: 'L2-Care', publicName: 'After sales' };
    const handed = { kind: 'assigned', from: null, to: null, reason: 'transferred' } as const;
    expect(toPublic(entry({ body: { ...handed, group } }))?.body).toEqual({
      kind: 'assigned',
      agent: null,
      group: 'After sales',
    });
    const { publicName: _, ...plain } = group;
    expect(toPublic(entry({ body: { ...handed, group: plain } }))?.body).toMatchObject({ group: 'L2-Care' });
    expect(JSON.stringify(toPublic(entry({ body: { ...handed, group } })))).not.toContain(group.id);
  });

  it('[P10] keeps the key of the customer’s own entries', () => {
    const own = entry({ author: { kind: 'visitor', id: newId(), name: 'V' } });
    expect(toPublic(own)?.key).toBe(own.key);
  });
});

it('labels differ for visitors minted together', () => {
  const labels = new Set(Array.from({ length: 50 }, () => visitorLabel(newId())));
  expect(labels.size).toBeGreaterThan(45);
  for (const label of labels) expect(label).toMatch(/^[0-9A-F]{4}$/);
});
