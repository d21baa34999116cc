import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { say, visitorClient } from '../support/hub.ts';
import { type Call, hasStrace, readCalls, straceArgs } from '../support/strace.ts';

/** The hub as a process, with the kernel's own record of what it wrote to the disk and to its sockets, and when. */

const visitors = 5;
const messagesEach = 8;
const hubProgram = join(import.meta.dirname, '../../src/hub/index.ts');
const traced = ['fsync', 'fdatasync', 'pwrite64', 'write', 'writev', 'sendto', 'sendmsg'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingke-fsync-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.skipIf(!hasStrace())(
  '[P4] no ack leaves before its entry is on the disk (strace; skipped where that cannot be used)',
  { timeout: 120_000 },
  async () => {
    const { calls, acks } = await record();
    expect(acks).toHaveLength(visitors * messagesEach);

    const log = (call: Call) => call.args.includes('hub.sqlite-wal>');
    const writes = calls.filter((call) => call.name === 'pwrite64' && log(call));
    const syncs = calls.filter(
      (call) => /^f(data)?sync$/.test(call.name) && log(call) && /= 0$/.test(call.args),
    );
    const sent = calls.filter((call) => /<(TCP|socket)/.test(call.args));
    for (const { key, id } of acks) {
      const written = writes.find((call) => call.args.includes(key));
      const told = sent.find((call) => call.args.includes(id));
      expect(written, `the entry of ${key} is in the log`).toBeDefined();
      expect(told, `the ack of ${key} is on a socket`).toBeDefined();
      const onDisk = syncs.find((call) => call.began > (written?.ended ?? 0));
      expect(onDisk?.ended, `${key} is synced before anybody hears of ${id}`).toBeLessThan(told?.began ?? 0);
    }
  },
);

/** Runs a hub under strace, lets visitors write to it all at once, and stops it. */
async function record() {
  const file = join(folder, 'calls');
  const args = straceArgs(file, traced);
  const tracer = spawn('strace', [...args, process.execPath, hubProgram, '--data', folder, '--demo'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(tracer, 'exit');
  const ready = await new Promise<{ hub: string; shop: string }>((resolve, reject) => {
    createInterface({ input: tracer.stdout }).on('line', (line) => {
      const said = line.startsWith('YINGKE ') ? JSON.parse(line.slice('YINGKE '.length)) : {};
      if (said.event === 'ready') resolve(said);
    });
    void gone.then(([code]) => reject(new Error(`the hub ended with ${code}`)));
  });
  const acks: { key: string; id: string }[] = [];
  const writeAll = async () => {
    const visitor = await visitorClient(ready.hub, undefined, new URL(ready.shop).origin);
    const keys = Array.from({ length: messagesEach }, () => newId());
    const all = await Promise.all(keys.map((key) => say(visitor, `about ${key}`, key)));
    acks.push(...all.map(({ id }, i) => ({ key: keys[i] as string, id })));
    visitor.close();
  };
  await Promise.all(Array.from({ length: visitors }, writeAll));

  // The tracer would leave the hub running: the hub itself is told.
  const children = await readFile(`/proc/${tracer.pid}/task/${tracer.pid}/children`, 'utf8');
  process.kill(Number(children.trim()), 'SIGTERM');
  await gone;
  return { calls: readCalls(await readFile(file, 'latin1')), acks };
}
