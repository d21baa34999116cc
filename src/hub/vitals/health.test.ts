import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openWorkspace } from '../people/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/database/index.ts';
import { createLog } from '../platform/log/index.ts';
import { createHealth, leastRoom } from './health.ts';

test('no room is no health, and where that cannot be told there is none either; asked often, it looks once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yingke-health-'));
  const database = await openDatabase(join(folder, 'hub.sqlite'));
  onTestFinished(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
  const workspace = await openWorkspace(database, systemClock, 'x');
  let room = leastRoom;
  let looks = 0;
  let time = 0;
  const lines: string[] = [];
  const health = createHealth({
    ...{ database, workspaceId: workspace.id, folder, isOpen: () => true, now: () => time },
    log: createLog({ write: (line) => void lines.push(line) }),
    room: async () => {
      looks += 1;
      if (room < 0) throw new Error('no such folder');
      return room;
    },
  });
  const disk = async () => {
    const { ready, checks } = await health();
    return [ready, checks.disk];
  };
  expect(await Promise.all([disk(), disk(), disk()])).toEqual(Array(3).fill([true, 'ok']));
  expect(looks).toBe(1);
  room = leastRoom - 1;
  time += 4999;
  expect(await disk()).toEqual([true, 'ok']);
  time += 1;
  expect(await disk()).toEqual([false, 'failed']);
  room = -1;
  time += 5000;
  expect(await disk()).toEqual([false, 'failed']);
  expect(lines.join('')).toContain('health check failed: disk');
  expect(looks).toBe(3);
});
