import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainedText, type KeptLine, noLine } from '#shared/domain/audit/chain.ts';
import type { AdminAnswer, AdminRequest } from '#shared/protocol/admin.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { createAuditCalls } from './audit.ts';

const workspace = '019acc3e-91c8-7a4e-8a55-1d2d1f0b9a10';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let dir: string;
let lines: KeptLine[];
let told: { done: number; of: number }[];
let asked: AdminRequest<'audit.page'>[];
/** Called for each page, before it is given. */
let onPage: (count: number) => void;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'yingke-audit-'));
  lines = [];
  told = [];
  asked = [];
  onPage = () => undefined;
  let previous = noLine.hash;
  for (let number = 1; number <= 5; number += 1) {
    const says = {
      ...{
        number,
        id: `id-${number}`,
        at: 1_764_000_000_000 + number,
        code: 'changed',
        event: 'admin.plan.save',
      },
      ...{ actorKind: 'operator', actorId: null, address: '127.0.0.1', subject: `${number}` },
    };
    const hash = sha256(chainedText(previous, { workspace, ...says }));
    lines.push({ ...says, prevHash: previous, hash });
    previous = hash;
  }
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Two lines a page. */
const page = async (request: AdminRequest<'audit.page'>): Promise<AdminAnswer<'audit.page'>> => {
  asked.push(request);
  onPage(asked.length);
  const { after } = request;
  const rest = lines.filter(({ number }) => after === null || number > after.number);
  return { workspace, head: { number: 5, hash: lines[4]?.hash ?? '' }, lines: rest.slice(0, 2) };
};
const path = () => join(dir, 'audit.csv');
const calls = (to: string | null = path()) =>
  createAuditCalls({ page, tell: (one) => told.push(one), choose: async () => to });
const csv = { format: 'csv', name: 'audit.csv', from: null, to: null } as const;

test('every line is reckoned here: a whole trail is said to be whole, and how far it is', async () => {
  expect(await calls()['audit.verify']({})).toEqual({
    whole: true,
    head: { number: 5, hash: lines[4]?.hash },
  });
  expect(told).toEqual([2, 4, 5].map((done) => ({ done, of: 5 })));
});

test('the hub’s word does not count: a line that was changed is found', async () => {
  lines[2] = { ...(lines[2] as KeptLine), subject: 'another' };
  expect(await calls()['audit.verify']({})).toEqual({ whole: false, number: 3, what: 'changed' });
});

test('it is given up when it is cancelled, and when another begins', async () => {
  const of = calls();
  onPage = (count) => {
    if (count === 2) void of['audit.cancel']({});
  };
  expect(await of['audit.verify']({})).toBeNull();
  expect(asked).toHaveLength(2);
  onPage = () => undefined;
  const [first, second] = await Promise.all([of['audit.verify']({}), of['audit.verify']({})]);
  expect([first, second]).toEqual([null, expect.objectContaining({ whole: true })]);
});

test('a file has every line with its hashes, of the days that are wanted', async () => {
  expect(await calls()['audit.export']({ ...csv, from: 1, to: 2 })).toEqual({ lines: 5 });
  expect(asked.map(({ from, to }) => [from, to])).toEqual(asked.map(() => [1, 2]));
  const written = readFileSync(path(), 'utf8');
  for (const { hash } of lines) expect(written).toContain(hash);
  expect(written.trim().split('\r\n')).toHaveLength(6);
  const json = join(dir, 'audit.jsonl');
  await calls(json)['audit.export']({ ...csv, format: 'jsonl' });
  const read = readFileSync(json, 'utf8')
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));
  expect(read.map(({ hash }) => hash)).toEqual(lines.map(({ hash }) => hash));
});

test('who thinks better of it has no file, and nobody was asked anything', async () => {
  expect(await calls(null)['audit.export'](csv)).toBeNull();
  expect(asked).toEqual([]);
});

test('of a file that does not come to its end nothing is left; of one that could not begin what lay there stays', async () => {
  onPage = (count) => {
    if (count === 2) throw new RefusalError('unavailable');
  };
  await expect(calls()['audit.export'](csv)).rejects.toThrow('unavailable');
  expect(existsSync(path())).toBe(false);

  writeFileSync(path(), 'of yesterday');
  asked = [];
  onPage = () => {
    throw new RefusalError('forbidden');
  };
  await expect(calls()['audit.export'](csv)).rejects.toThrow('forbidden');
  expect(readFileSync(path(), 'utf8')).toBe('of yesterday');

  asked = [];
  const of = calls();
  onPage = (count) => {
    if (count === 3) void of['audit.cancel']({});
  };
  expect(await of['audit.export'](csv)).toBeNull();
  expect(existsSync(path())).toBe(false);
});
