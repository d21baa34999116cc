import type { LineFault } from './proxy.ts';
import { type Random, randomOf } from './random.ts';

/** What happens in a run and when: who writes what, and what breaks. The same seed gives the same schedule. */

export type FaultCounts = {
  readonly hubKills: number;
  readonly hubFreezes: number;
  readonly hubStops: number;
  readonly deskKills: number;
  readonly deskFreezes: number;
  readonly reloads: number;
  readonly cuts: number;
  readonly holes: number;
  readonly slows: number;
  readonly throttles: number;
  readonly deafs: number;
};

export type ScheduleOptions = FaultCounts & {
  readonly seed: number;
  /** Length of the part in which people write and things break. Milliseconds. */
  readonly duration: number;
  readonly messages: number;
  /** Edits and recalls of messages that agents have written. */
  readonly changes: number;
  readonly visitors: number;
  readonly desks: number;
  /** No fault of a line or freeze lasts longer, milliseconds. */
  readonly longest?: number;
  /** Windows of a visitor, by number: more than one for some of them. */
  readonly tabsOf: (visitor: number) => number;
};

/** Whoever writes: a desk, or one window of a visitor. */
export type WriterName = `desk-${number}` | `visitor-${number}.${number}`;

/** Whose line it is: all windows of a visitor have the same. */
export type ClientName = `desk-${number}` | `visitor-${number}`;

export type Writing = {
  readonly at: number;
  readonly writer: WriterName;
  readonly text: string;
  /** 0 ≤ dice < 1: which of their conversations an agent writes into. */
  readonly dice: number;
};

/** Somebody at a desk changes one of their last messages (P1). */
export type Change = {
  readonly at: number;
  readonly writer: WriterName;
  readonly kind: 'edit' | 'recall';
  /** What it says from then on. */
  readonly text: string;
  /** 0 ≤ dice < 1: which of them. */
  readonly dice: number;
};

export type Fault = { readonly at: number } & (
  | { readonly kind: 'hub-kill' | 'hub-stop'; readonly down: number }
  | { readonly kind: 'hub-freeze'; readonly lasts: number }
  | { readonly kind: 'desk-kill'; readonly desk: number; readonly down: number }
  | { readonly kind: 'desk-freeze'; readonly desk: number; readonly lasts: number }
  | { readonly kind: 'reload'; readonly writer: WriterName }
  | { readonly kind: 'cut'; readonly client: ClientName; readonly how: 'rst' | 'fin' }
  | { readonly kind: 'line'; readonly client: ClientName; readonly fault: LineFault; readonly lasts: number }
);

export type Schedule = {
  readonly writings: readonly Writing[];
  readonly changes: readonly Change[];
  readonly faults: readonly Fault[];
};

/** Part of the messages that visitors write. */
const fromVisitors = 0.7;

export function scheduleOf(options: ScheduleOptions): Schedule {
  const random = randomOf(options.seed);
  return {
    writings: writingsOf(options, random.part('writings')),
    changes: changesOf(options, random.part('changes')),
    faults: faultsOf(options, random),
  };
}

function writersOf({ visitors, desks, tabsOf }: ScheduleOptions) {
  const windows: WriterName[] = [];
  for (let i = 0; i < visitors; i++)
    for (let tab = 0; tab < tabsOf(i); tab++) windows.push(`visitor-${i}.${tab}`);
  return { windows, desks: Array.from({ length: desks }, (_, i): WriterName => `desk-${i}`) };
}

/** People write in bursts: a few lines at once, then nothing for a while. */
function writingsOf(options: ScheduleOptions, random: Random): Writing[] {
  const writers = writersOf(options);
  const writings: Writing[] = [];
  while (writings.length < options.messages) {
    const writer = random.pick(random.next() < fromVisitors ? writers.windows : writers.desks);
    const from = random.next() * options.duration;
    const lines = Math.min(random.between(1, 6), options.messages - writings.length);
    for (let line = 0; line < lines; line++) {
      const at = Math.min(options.duration, from + line * random.between(0, 250));
      writings.push({ at: Math.round(at), writer, text: '', dice: random.next() });
    }
  }
  // Numbered in the order of writing, so that a text says by whom it is and what comes before it.
  const counts = new Map<WriterName, number>();
  return writings
    .sort((a, b) => a.at - b.at)
    .map((writing) => {
      const count = (counts.get(writing.writer) ?? 0) + 1;
      counts.set(writing.writer, count);
      return { ...writing, text: textOf(writing.writer, count, random) };
    });
}

function changesOf(options: ScheduleOptions, random: Random): Change[] {
  const { desks } = writersOf(options);
  return Array.from({ length: options.changes }, (_, i): Change => {
    const writer = random.pick(desks);
    const kind = random.next() < 0.7 ? 'edit' : 'recall';
    const at = Math.round(random.next() * options.duration);
    return { at, writer, kind, text: `${writer}~${i} ${random.pick(words)}`, dice: random.next() };
  }).sort((a, b) => a.at - b.at);
}

const words = [
  '你好',
  '请问',
  '订单',
  '到货了吗',
  'thanks',
  'size 42',
  '好的',
  '😀',
  'line one\nline two',
  '退款',
];

function textOf(writer: WriterName, count: number, random: Random): string {
  const length = random.next() < 0.02 ? random.between(100, 700) : random.between(1, 8);
  const said = Array.from({ length }, () => random.pick(words)).join(' ');
  return `${writer}#${count} ${said}`;
}

function faultsOf(options: ScheduleOptions, random: Random): Fault[] {
  const writers = writersOf(options);
  const clients: ClientName[] = [
    ...Array.from({ length: options.visitors }, (_, i): ClientName => `visitor-${i}`),
    ...Array.from({ length: options.desks }, (_, i): ClientName => `desk-${i}`),
  ];
  const many = (name: string, count: number, make: (random: Random, at: number) => Fault): Fault[] => {
    const own = random.part(name);
    return Array.from({ length: count }, () => make(own, Math.round(own.next() * options.duration)));
  };
  const line = (
    name: string,
    count: number,
    fault: (random: Random) => LineFault,
    least: number,
    most: number,
  ) =>
    many(name, count, (own, at) => ({
      kind: 'line',
      at,
      client: own.pick(clients),
      fault: fault(own),
      lasts: own.between(least, most),
    }));

  const all: Fault[] = [
    ...many('hub-kill', options.hubKills, (own, at) => ({ kind: 'hub-kill', at, down: downTime(own) })),
    ...many('hub-stop', options.hubStops, (own, at) => ({ kind: 'hub-stop', at, down: downTime(own) })),
    ...many('hub-freeze', options.hubFreezes, (own, at) => ({
      kind: 'hub-freeze',
      at,
      lasts: own.between(200, 4000),
    })),
    ...many('desk-kill', options.deskKills, (own, at) => ({
      kind: 'desk-kill',
      at,
      desk: own.between(0, options.desks - 1),
      down: own.between(0, 1500),
    })),
    ...many('desk-freeze', options.deskFreezes, (own, at) => ({
      kind: 'desk-freeze',
      at,
      desk: own.between(0, options.desks - 1),
      lasts: own.between(200, 5000),
    })),
    ...many('reload', options.reloads, (own, at) => ({
      kind: 'reload',
      at,
      writer: own.pick(writers.windows),
    })),
    ...many('cut', options.cuts, (own, at) => ({
      kind: 'cut',
      at,
      client: own.pick(clients),
      how: own.pick(['rst', 'fin'] as const),
    })),
    ...line(
      'hole',
      options.holes,
      (own) => ({ kind: 'hole', way: own.pick(['up', 'down', 'both']) }),
      500,
      12_000,
    ),
    ...line(
      'slow',
      options.slows,
      (own) => ({ kind: 'slow', delay: own.between(20, 400), jitter: own.between(0, 400) }),
      1000,
      10_000,
    ),
    ...line(
      'throttle',
      options.throttles,
      (own) => ({ kind: 'throttle', rate: own.between(2000, 20_000) }),
      1000,
      8000,
    ),
    ...line('deaf', options.deafs, () => ({ kind: 'deaf' }), 500, 6000),
  ];
  const longest = options.longest ?? Number.POSITIVE_INFINITY;
  return all
    .map((fault) => ('lasts' in fault ? { ...fault, lasts: Math.min(longest, fault.lasts) } : fault))
    .sort((a, b) => a.at - b.at);
}

/** Mostly at once, as a supervisor of processes does it. */
const downTime = (random: Random): number => (random.next() < 0.8 ? 0 : random.between(100, 2000));

/** The same, in so many parts of the same length, each with a beginning of its own. */
export function inRounds(
  { writings, changes, faults }: Schedule,
  duration: number,
  rounds: number,
): Schedule[] {
  const length = duration / rounds;
  const roundOf = ({ at }: { readonly at: number }) => Math.min(rounds - 1, Math.floor(at / length));
  return Array.from({ length: rounds }, (_, round) => {
    const own = <T extends { readonly at: number }>(list: readonly T[]): T[] =>
      list.filter((one) => roundOf(one) === round).map((one) => ({ ...one, at: one.at - round * length }));
    return { writings: own(writings), changes: own(changes), faults: own(faults) };
  });
}

/** What breaks in ten minutes of a run; other lengths have as much as their share. */
const inTenMinutes: FaultCounts = {
  hubKills: 100,
  hubFreezes: 8,
  hubStops: 8,
  deskKills: 30,
  deskFreezes: 10,
  reloads: 30,
  cuts: 60,
  holes: 20,
  slows: 20,
  throttles: 10,
  deafs: 20,
};

/** At least one of each, however short. */
export function usualFaults(minutes: number): FaultCounts {
  const share = Object.entries(inTenMinutes).map(([name, count]) => [
    name,
    Math.max(1, Math.round((count * minutes) / 10)),
  ]);
  return Object.fromEntries(share) as FaultCounts;
}

export const noFaults = Object.fromEntries(
  Object.keys(inTenMinutes).map((name) => [name, 0]),
) as unknown as FaultCounts;
