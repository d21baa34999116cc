import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepPorts, lastPorts, portsToTry } from './ports.ts';

test('the ports of the last run are remembered; a file that says nothing is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yingke-ports-'));
  const path = join(folder, 'ports.json');
  expect(await lastPorts(path)).toEqual({ hub: null, shop: null });
  await keepPorts(path, { hub: 4000, shop: null });
  expect(await lastPorts(path)).toEqual({ hub: 4000, shop: null });
  for (const broken of ['', '{', 'null', '{"hub":"4000"}', '{"hub":70000,"shop":-1}']) {
    await writeFile(path, broken);
    expect(await lastPorts(path)).toEqual({ hub: null, shop: null });
  }
  await rm(folder, { recursive: true });
});

test('a port that was asked for is the only one; else the last, then any', () => {
  expect(portsToTry(80, 4000)).toEqual([80]);
  expect(portsToTry(null, 4000)).toEqual([4000, 0]);
  expect(portsToTry(null, null)).toEqual([0]);
});
