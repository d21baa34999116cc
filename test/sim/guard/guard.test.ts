import { expect, test } from 'vitest';
import { factsOf, guardReply } from '#shared/domain/guard/guard.ts';
import { randomOf } from '../../faults/random.ts';
import { type Customer, customer, slip, usual } from './traffic.ts';

/** How often the guard is right (A7): slips that it holds, and ordinary replies that it holds too. */

const seed = Number(process.env.YINGKE_SEED ?? 20261129);
/** Customers whom one agent has open at once. */
const open = 8;

const facts = ({ id, name, phone, email, order, lines }: Customer) =>
  factsOf(id, { name, others: [phone ?? '', email ?? '', order] }, lines);

/** Of so many seeds; of each 200 slips. */
const seeds = Array.from({ length: 100 }, (_, n) => seed + n);

type Make = (
  random: ReturnType<typeof randomOf>,
  customers: Customer[],
) => [Customer, ReturnType<typeof slip>];
type Line = { readonly kind: string; readonly said: string; readonly isHeld: boolean };

function play(from: number, count: number, make: Make): Line[] {
  const random = randomOf(from);
  return Array.from({ length: count }, () => {
    const customers = Array.from({ length: open }, (_, i) => customer(random, i));
    const [here, reply] = make(random, customers);
    const others = customers.filter((one) => one !== here).map(facts);
    const verdict = guardReply(reply.text, facts(here), others, reply.sinceSwitch);
    const said = `${reply.kind} | ${here.name} | ${reply.text} | ${JSON.stringify(verdict)}`;
    return { kind: reply.kind, said, isHeld: verdict !== null };
  });
}

const held = (lines: readonly Line[]) => lines.filter(({ isHeld }) => isHeld);
const missed = (lines: readonly Line[]) => lines.filter(({ isHeld }) => !isHeld);
const slips: Make = (random, customers) => [
  customers[0] as Customer,
  slip(customers[1 + random.between(0, open - 2)] as Customer, random),
];

test('of 200 slips at least 95 in a hundred are held', () => {
  const lines = play(seed, 200, slips);
  process.stdout.write(`seed ${seed}: ${held(lines).length} of 200 slips held\n`);
  expect(
    held(lines).length,
    missed(lines)
      .map(({ said }) => said)
      .join('\n'),
  ).toBeGreaterThanOrEqual(190);
});

test('over a hundred seeds too; of those that say whom they are for, in the worst of them as well', () => {
  // What says nothing is word for word what the right customer gets, so no rule can tell it. How many of those 200 slips have is
  // chance (6 on average, more than 10 in one seed of 23), and so is whether a seed's share of the whole is over 95.
  const each = seeds.map((from) => ({ from, lines: play(from, 200, slips) }));
  const all = each.flatMap(({ lines }) => lines);
  const telling = (lines: readonly Line[]) => lines.filter(({ kind }) => kind !== 'plain');
  const share = (lines: readonly Line[]) => (100 * held(lines).length) / lines.length;
  const below = each.filter(({ lines }) => share(lines) < 95);
  const worst = each.toSorted((a, b) => share(a.lines) - share(b.lines))[0] ?? { from: 0, lines: [] };
  const worstTelling = Math.min(...each.map(({ lines }) => share(telling(lines))));
  process.stdout.write(
    `${seeds.length} seeds: ${share(all).toFixed(1)} % of slips held, ${share(telling(all)).toFixed(2)} % of those that tell; ` +
      `${below.length} seeds under 95 %, worst ${worst.from}: ${share(worst.lines).toFixed(1)} % ` +
      `(${missed(worst.lines).length - missed(telling(worst.lines)).length} of its ${missed(worst.lines).length} missed say nothing); ` +
      `worst of those that tell ${worstTelling.toFixed(1)} %\n`,
  );
  const why = missed(telling(all))
    .map(({ said }) => said)
    .join('\n');
  expect(share(all), why).toBeGreaterThanOrEqual(96.4);
  expect(worstTelling, why).toBeGreaterThanOrEqual(97.5);
  expect(below.length).toBeLessThanOrEqual(seeds.length / 16);
}, 120_000);

test('of a day of ordinary replies at most one in a hundred is held', () => {
  const day = 4000;
  const lines = play(seed, day, (random, customers) => [
    customers[0] as Customer,
    usual(customers[0] as Customer, random),
  ]);
  process.stdout.write(`seed ${seed}: ${held(lines).length} of ${day} ordinary replies held\n`);
  expect(
    held(lines).length / day,
    held(lines)
      .map(({ said }) => said)
      .join('\n'),
  ).toBeLessThanOrEqual(0.01);
});
