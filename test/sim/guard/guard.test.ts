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

function play(
  count: number,
  make: (random: ReturnType<typeof randomOf>, customers: Customer[]) => [Customer, ReturnType<typeof slip>],
) {
  const random = randomOf(seed);
  const held: string[] = [];
  const passed: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const customers = Array.from({ length: open }, (_, i) => customer(random, i));
    const [here, reply] = make(random, customers);
    const others = customers.filter((one) => one !== here).map(facts);
    const verdict = guardReply(reply.text, facts(here), others, reply.sinceSwitch);
    (verdict === null ? passed : held).push(
      `${reply.kind} | ${here.name} | ${reply.text} | ${JSON.stringify(verdict)}`,
    );
  }
  return { held, passed };
}

test('of 200 slips at least 95 in a hundred are held', () => {
  const { held, passed } = play(200, (random, customers) => [
    customers[0] as Customer,
    slip(customers[1 + random.between(0, open - 2)] as Customer, random),
  ]);
  process.stdout.write(`seed ${seed}: ${held.length} of 200 slips held\n`);
  expect(held.length, passed.join('\n')).toBeGreaterThanOrEqual(190);
});

test('of a day of ordinary replies at most one in a hundred is held', () => {
  const day = 4000;
  const { held } = play(day, (random, customers) => [
    customers[0] as Customer,
    usual(customers[0] as Customer, random),
  ]);
  process.stdout.write(`seed ${seed}: ${held.length} of ${day} ordinary replies held\n`);
  expect(held.length / day, held.join('\n')).toBeLessThanOrEqual(0.01);
});
