import { describe, expect, test } from 'vitest';
import type { Line } from '../reports/fact-of.ts';
import { agentSilentIn, customerSilentIn, type Held, waitIn } from './held.ts';
import { judge, type Raised, type Scene } from './judge.ts';
import { newRule } from './new-rule.ts';
import { piecesOf, rowsAfter } from './past.ts';
import type { RuleWhen, WatchRule } from './rule.ts';
import {
  type Came,
  doneAfter,
  levelInterval,
  triedOnHappenings,
  triedOnLevels,
  triedOnPieces,
  triedOnQueues,
} from './trial.ts';

/** Numbers without luck: the same seed, the same house. */
function dice(seed: number) {
  let state = seed;
  return (n: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * n);
  };
}

const groups = [
  { id: 'sales', name: 'Sales' },
  { id: 'care', name: 'Care' },
];
const needs = { agent: null, skills: [], language: null } as never;
type Told = NonNullable<Line['body']>;

/** What happened in one conversation: it comes, is routed, waits, is served, asks and is answered, goes back, ends. */
function history(roll: (n: number) => number, begin: number): Line[] {
  const lines: Line[] = [];
  let at = begin;
  const add = (kind: string, author: 'visitor' | 'agent' | 'system', body: Told | null = null) => {
    lines.push({ at, seq: lines.length + 1, author: { kind: author, id: author }, kind, body });
    at += 1 + roll(40_000);
  };
  const group = groups[roll(2)] as (typeof groups)[number];
  const assigned = (to: string | null, other?: (typeof groups)[number]) =>
    add('assigned', 'system', {
      kind: 'assigned',
      from: null,
      to: to === null ? null : { id: to, name: to },
      reason: 'taken',
      ...(other && { group: other }),
    } as Told);
  add('opened', 'visitor');
  add('message', 'visitor');
  if (roll(8) > 0) add('routed', 'system', { kind: 'routed', group, priority: 0, needs, rule: null });
  if (roll(10) === 0) add('message_left', 'visitor');
  for (let turn = roll(12); turn > 0; turn -= 1) {
    const what = roll(9);
    if (what < 3) add('message', 'agent');
    else if (what < 6) add('message', 'visitor');
    else if (what === 6) assigned('ann');
    else if (what === 7) assigned(null, groups[roll(2)]);
    else add('note', 'agent');
  }
  if (roll(4) > 0) add('closed', 'system', { kind: 'closed' });
  return lines;
}

type House = { readonly id: string; readonly lines: readonly Line[] }[];
const house = (seed: number, conversations: number): House => {
  const roll = dice(seed);
  return Array.from({ length: conversations }, (_, n) => ({
    id: `c${n}`,
    lines: history(roll, roll(600_000)),
  }));
};

const rule = (when: RuleWhen, more: Partial<WatchRule> = {}): WatchRule => ({ ...newRule(), when, ...more });
/** Twenty minutes, of which the first five are before what is asked about. */
const [from, to] = [300_000, 1_200_000];
const period = { from, to };
/** Opens and closes within that. */
const hours = [
  { from: 100_000, to: 400_500 },
  { from: 520_300, to: 1_000_700 },
];

/** The hub as it is: each second it looks at the rows, judges, and keeps what stands. */
function lived(all: House, of: WatchRule, hasHours: boolean) {
  const judged: WatchRule = { ...of, hours: hasHours ? 'shop' : null };
  let standing: Raised[] = [];
  let raised = 0;
  const subjects = new Set<string>();
  let levels = new Map<string, { percent: number; of: number }>();
  const after = all.map(({ id, lines }) => ({ id, steps: [...rowsAfter(id, lines)] }));
  for (let now = 0; now < to; now += 1000) {
    const rows = after.flatMap(({ steps }) => steps.findLast(([line]) => line.at <= now)?.[1] ?? []);
    const named = ({ group }: Held) => group && { id: group.id, name: group.name };
    const queued = rows.flatMap((row) => {
      const wait = waitIn(row);
      return wait === null ? [] : [{ id: row.id, group: named(wait), since: wait.since }];
    });
    if ('minutes' in of.when && now % levelInterval === 0) levels = levelsAt(all, of.when.minutes, now);
    const scene: Scene = {
      now,
      queued,
      served: rows.flatMap((row) => {
        const [asked, answered] = [agentSilentIn(row), customerSilentIn(row)];
        const held = asked ?? answered;
        return held === null
          ? []
          : [
              {
                id: row.id,
                group: named(held),
                waitingSince: asked?.since ?? null,
                answeredAt: answered?.since ?? null,
              },
            ];
      }),
      groups: groups.map((group) => ({
        ...group,
        waiting: queued.filter((one) => one.group?.id === group.id).length,
      })),
      people: [],
      levelOf: (id) => levels.get(id) ?? null,
      isOpen: () => hours.some((span) => span.from <= now && now < span.to),
    };
    const verdict = judge([judged], scene, standing, () => false);
    standing = standing.filter(({ id }) => !verdict.over.includes(id));
    for (const { subject, severity, value } of verdict.raise) {
      standing.push({ id: `${now} ${subject.id}`, ruleId: of.id, subject, severity, value });
      if (now < from) continue;
      raised += 1;
      subjects.add(subject.id);
    }
  }
  return { raised, subjects: subjects.size };
}

const within = 30_000;
const cameOf = (all: House): Came[] =>
  all.map(({ lines }) => {
    const routed = lines.find(({ kind }) => kind === 'routed')?.body;
    return {
      group: routed?.kind === 'routed' ? routed.group.id : null,
      at: lines[0]?.at ?? 0,
      hadAt: lines.find(({ body }) => body?.kind === 'assigned' && body.to !== null)?.at ?? null,
      goneAt: lines.find(({ kind }) => kind === 'closed')?.at ?? null,
    };
  });

/** As `levels.ts` counts it of the database at that moment. */
function levelsAt(all: House, minutes: number, now: number) {
  const levels = new Map<string, { percent: number; of: number }>();
  for (const { id } of groups) {
    let [met, missed] = [0, 0];
    for (const one of cameOf(all)) {
      if (one.group !== id || one.at > now || one.at < now - minutes * 60_000) continue;
      const had = one.hadAt !== null && one.hadAt <= now ? one.hadAt : null;
      const gone = one.goneAt !== null && one.goneAt <= now ? one.goneAt : null;
      const waited = (had ?? gone ?? now) - one.at;
      if (had !== null && waited <= within) met += 1;
      else if (waited > within) missed += 1;
    }
    const of = met + missed;
    if (of > 0) levels.set(id, { percent: Math.floor((100 * met) / of), of });
  }
  return levels;
}

function tried(all: House, { when, groups: about }: WatchRule, hasHours: boolean) {
  const open = hasHours ? hours : null;
  const pieces = (heldIn: Parameters<typeof piecesOf>[2]) =>
    all
      .flatMap(({ id, lines }) => piecesOf(id, lines, heldIn, to))
      .filter(({ group }) => about.length === 0 || (group !== null && about.includes(group)));
  if (when.kind === 'waiting') return triedOnPieces(pieces(waitIn), when.over, open, period);
  if (when.kind === 'agent_silent') return triedOnPieces(pieces(agentSilentIn), when.over, open, period);
  if (when.kind === 'customer_silent')
    return triedOnPieces(pieces(customerSilentIn), when.over, open, period);
  if (when.kind === 'queue') return triedOnQueues(pieces(waitIn), when, open, period);
  if (when.kind !== 'service_level') throw new Error(when.kind);
  const came = cameOf(all).filter(
    ({ group }) => about.length === 0 || (group !== null && about.includes(group)),
  );
  return triedOnLevels(came, when, () => within, open, period);
}

describe('[E5] a rule that is tried on the past raises what it would have raised', () => {
  const rules: readonly WatchRule[] = [
    rule({ kind: 'waiting', over: 20, worse: null }),
    rule({ kind: 'waiting', over: 45, worse: 90 }, { groups: ['care'] }),
    rule({ kind: 'agent_silent', over: 15, worse: null }),
    rule({ kind: 'customer_silent', over: 10, worse: null }, { groups: ['sales'] }),
    rule({ kind: 'queue', over: 3, clear: 1, worse: null }),
    rule({ kind: 'queue', over: 2, clear: 2, worse: null }, { groups: ['sales'] }),
    rule({ kind: 'service_level', below: 50, clear: 70, minutes: 5, least: 3, worse: null }),
    rule({ kind: 'service_level', below: 40, clear: 40, minutes: 8, least: 1, worse: null }),
  ];
  test.each(rules.map((one) => [one.when.kind, one] as const))('%s', (_, one) => {
    let total = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const all = house(seed, 40);
      for (const hasHours of [false, true]) {
        const is = lived(all, one, hasHours);
        expect({ seed, hasHours, ...tried(all, one, hasHours) }).toEqual({ seed, hasHours, ...is });
        total += is.raised;
      }
    }
    // Nothing is proved by nothing.
    expect(total).toBeGreaterThan(20);
  });

  test('what happens while an alert of the conversation stands counts on with that one', () => {
    const said = (subject: string, at: number, until: number | null = null) => ({ subject, at, until });
    const day = { from: 1000, to: 10 * doneAfter };
    const happenings = [
      said('a', 500),
      said('a', 1200),
      said('b', 2000, 3000),
      said('b', 2500, 3000),
      said('b', 3000, 3000),
      said('a', 500 + doneAfter - 1),
      said('a', 500 + doneAfter),
    ];
    expect(triedOnHappenings(happenings, null, day)).toEqual({ raised: 3, subjects: 2 });
    expect(triedOnHappenings(happenings, [{ from: 2400, to: 2600 }], day)).toEqual({
      raised: 1,
      subjects: 1,
    });
    expect(triedOnHappenings([], null, day)).toEqual({ raised: 0, subjects: 0 });
  });
});
