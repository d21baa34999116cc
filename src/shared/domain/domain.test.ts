import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastLoaded } from './assignment.ts';
import type { Conversation } from './conversation.ts';
import { visitorLabel } from './conversation.ts';
import type { Entry } from './entry.ts';
import { toPublic } from './entry.ts';
import { hueCount, nextHue } from './hue.ts';
import { newId } from './key.ts';
import { byUrgency, defaultServiceLevel, waitOf } from './urgency.ts';

describe('leastLoaded', () => {
  it('takes the smallest load, then the longest without work', () => {
    const chosen = leastLoaded([
      { id: 'a', load: 2, lastAssignedAt: 0 },
      { id: 'b', load: 1, lastAssignedAt: 50 },
      { id: 'c', load: 1, lastAssignedAt: 20 },
    ]);
    expect(chosen?.id).toBe('c');
    expect(leastLoaded([])).toBeNull();
  });

  it('does not depend on the order of the candidates', () => {
    const candidate = fc.record({
      id: fc.uuid(),
      load: fc.nat(5),
      lastAssignedAt: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: (c) => c.id, minLength: 1 }), (all) => {
        const chosen = leastLoaded(all);
        expect(leastLoaded([...all].reverse())).toEqual(chosen);
        expect(all.every((c) => (chosen?.load ?? 99) <= c.load)).toBe(true);
      }),
    );
  });
});

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
