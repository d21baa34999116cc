import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { createFiles, type Files } from '../../src/hub/files/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { openSecrets } from '../../src/hub/platform/secrets.ts';
import { openStore, places, type Store } from './stores.ts';
import { from, refusedWith } from './writes.ts';

const start = 1_700_000_000_000;
const hour = 3600_000;
const pdf = Buffer.from('%PDF-1.7\n%%EOF\n');

describe.each(places)('files on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let files: Files;
  let root: string;
  let now: number;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    root = await mkdtemp(join(tmpdir(), 'yingke-files-'));
    at(start);
    files = createFiles({
      secrets: openSecrets,
      ...{ database: store.database, workspaceId: store.workspace.id, root },
      clock: { now: () => now, every: () => () => undefined },
      log: createLog({ write: () => undefined }),
      limits: { visitorPerDay: 100 },
      checkRead: store.conversations.mayRead,
      inReplyOf: async () => false,
      visitorIn: async (id) => (await store.conversations.reads.held(id))?.conversation.visitor.id ?? null,
    });
  });
  afterEach(async () => {
    await files.stop();
    await store.close();
    await rm(root, { recursive: true, force: true });
  });

  const at = (moment: number) => {
    now = moment;
    store.setClock(moment);
  };
  const sent = async (visitorId: string) => {
    const owner = { kind: 'visitor', id: visitorId } as const;
    const { id } = await files.uploads.begin(owner, { key: newId(), name: 'a.pdf', size: pdf.length });
    const { file } = await files.uploads.take(owner, id, 0, pdf);
    if (file === null) throw new Error('not taken');
    return file;
  };
  const pathOf = (id: string) => join(root, id.slice(-2), id);

  test('are said once they are here, in their conversation alone, many in one commit too', async () => {
    const [one, two] = [await store.visitor(), await store.visitor()];
    const [first, second] = [await sent(one.id), await sent(two.id)];
    const write = store.conversations.write;
    const [a, b, stolen] = await Promise.allSettled([
      write({ ...from(one), text: '', files: [first.id] }),
      write({ ...from(two), text: 'x', files: [second.id] }),
      write({ ...from(two), text: 'y', files: [first.id] }),
    ]);
    expect(a).toMatchObject({ value: { body: { kind: 'message', text: '', files: [first] } } });
    expect(b).toMatchObject({ value: { body: { files: [second] } } });
    expect(stolen).toMatchObject({ reason: { refusal: { code: 'file_gone' } } });
    await expect(write({ ...from(two), files: [first.id] })).rejects.toThrow('file_gone');
    expect((await write({ ...from(one), files: [first.id] })).body).toMatchObject({ files: [first] });
  });

  test('that nobody says are gone after a day, and are not said any more shortly before', async () => {
    const visitor = await store.visitor();
    const [said, unsaid] = [await sent(visitor.id), await sent(visitor.id)];
    await store.conversations.write({ ...from(visitor), files: [said.id] });
    at(start + 24 * hour - 60_000);
    await expect(store.conversations.write({ ...from(visitor), files: [unsaid.id] })).rejects.toMatchObject(
      refusedWith('file_gone'),
    );
    await files.sweep();
    expect(existsSync(pathOf(unsaid.id))).toBe(true);
    at(start + 25 * hour);
    await files.sweep();
    expect([existsSync(pathOf(unsaid.id)), existsSync(pathOf(said.id))]).toEqual([false, true]);
    await expect(store.conversations.write({ ...from(visitor), files: [unsaid.id] })).rejects.toMatchObject(
      refusedWith('file_gone'),
    );
  });

  test('that no record knows of are swept away', async () => {
    const stray = newId();
    await mkdir(join(root, stray.slice(-2)));
    await writeFile(`${pathOf(stray)}.part`, 'x');
    at(Date.now() + 25 * hour);
    await files.sweep();
    expect(existsSync(`${pathOf(stray)}.part`)).toBe(false);
  });

  test('links are good for a while, for who may see them', async () => {
    const [one, two] = [await store.visitor(), await store.visitor()];
    const file = await sent(one.id);
    const { links, until } = await files.linksFor(one.id, [file.id]);
    expect((await files.linksFor(two.id, [file.id])).links).toEqual([]);
    const { searchParams } = new URL(links[0]!.url, 'http://hub');
    const ask = () =>
      files.forLink(file.id, 'file', Number(searchParams.get('until')), searchParams.get('sign') ?? '');
    expect(until).toBeGreaterThanOrEqual(start + hour);
    expect(await ask()).toMatchObject({ type: 'application/pdf', name: 'a.pdf' });
    at(until);
    expect(await ask()).toMatchObject({ keepFor: 0 });
    at(until + 1);
    await expect(ask()).rejects.toMatchObject(refusedWith('not_found'));
    // Within a while the same again, so that browsers need not fetch anew.
    at(start + 1000);
    expect((await files.linksFor(one.id, [file.id])).links).toEqual(links);
  });

  test('are no more than a visitor may send in a day', async () => {
    const visitor = await store.visitor();
    const owner = { kind: 'visitor', id: visitor.id } as const;
    const begin = (size: number) => files.uploads.begin(owner, { key: newId(), name: 'a.pdf', size });
    await begin(90);
    await expect(begin(11)).rejects.toMatchObject(refusedWith('file_quota'));
    at(start + 25 * hour);
    expect((await begin(90)).at).toBe(0);
  });

  test('of what is erased are gone, and with them their records', async () => {
    const visitor = await store.visitor();
    const file = await sent(visitor.id);
    const { conversationId } = await store.conversations.write({ ...from(visitor), files: [file.id] });
    expect(await files.erase([conversationId])).toBe(1);
    expect(existsSync(pathOf(file.id))).toBe(false);
    expect(await files.erase([conversationId])).toBe(0);
    expect((await files.linksFor(visitor.id, [file.id])).links).toEqual([]);
  });
});
