import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { createFiles, type Files } from '../../src/hub/files/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { openSecrets } from '../../src/hub/platform/secrets.ts';
import { createReplies, type Replies } from '../../src/hub/replies/index.ts';
import { contentOf, newReply, personal } from '../support/replies.ts';
import { openStore, places, type Store } from './stores.ts';

const day = 24 * 3600_000;
const pdf = Buffer.from('%PDF-1.7\n%%EOF\n');

describe.each(places)('[A2] files of canned replies on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let files: Files;
  let replies: Replies;
  let root: string;
  let sue: Me;
  let now: number;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    root = await mkdtemp(join(tmpdir(), 'yingke-files-'));
    now = 1_700_000_000_000;
    const clock = { now: () => now, every: () => () => undefined };
    const { database, workspace } = store;
    sue = await store.person('Sue', 'supervisor');
    replies = await createReplies({
      ...{ database, workspace, clock },
      profiles: {
        profileOf: async () => (await import('#shared/domain/routing/profile.ts')).usualProfile,
        onChange: () => () => true,
      },
      hasGroup: () => false,
      audit: { changedIn: async () => undefined },
      tell: () => undefined,
    });
    files = createFiles({
      secrets: openSecrets,
      ...{ database, workspaceId: workspace.id, clock, root },
      log: createLog({ write: () => undefined }),
      checkRead: store.conversations.mayRead,
      inReplyOf: replies.mayUseFile,
      visitorIn: async () => null,
    });
  });
  afterEach(async () => {
    await files.stop();
    await store.close();
    await rm(root, { recursive: true, force: true });
  });

  const sent = async () => {
    const owner = { kind: 'person', id: sue.id } as const;
    const { id } = await files.uploads.begin(owner, { key: newId(), name: 'a.pdf', size: pdf.length });
    const { file } = await files.uploads.take(owner, id, 0, pdf);
    if (file === null) throw new Error('not taken');
    return file;
  };
  const isLying = (id: string) => existsSync(join(root, id.slice(-2), id));
  const later = async (days: number) => {
    now += days * day;
    await files.sweep();
  };
  const as = () => ({ kind: 'person' as const, id: sue.id, person: sue });
  const save = (id: string, version: number, content = contentOf('x')) =>
    replies.handlers['reply.save'](as(), { id, version, content }, 'here');
  const remove = (id: string, version: number) =>
    replies.handlers['reply.delete'](as(), { id, version }, 'here');
  const restore = (id: string, version: number) =>
    replies.handlers['reply.restore'](as(), { id, version }, 'here');

  test('a file stays for as long as one of its replies has it, and goes with the last', async () => {
    const file = await sent();
    const [one, two] = [newReply('one', { files: [file.id] }), newReply('two', { files: [file.id] })];
    await save(one.id, 0, one.content);
    await save(two.id, 0, two.content);
    await later(2);
    expect(isLying(file.id), 'it is with two').toBe(true);
    await save(one.id, 1, contentOf('one'));
    await later(2);
    expect(isLying(file.id), 'it is with one').toBe(true);
    await save(one.id, 2, one.content);
    await save(two.id, 1, contentOf('two'));
    await later(2);
    expect(isLying(file.id), 'it was given back to the first').toBe(true);
    await save(one.id, 3, contentOf('one'));
    await later(0);
    expect(isLying(file.id)).toBe(false);
  });

  test('a deleted reply comes back with its files for a month, and without them after it', async () => {
    const file = await sent();
    const one = newReply('one', { scope: personal, files: [file.id] });
    await save(one.id, 0, one.content);
    await remove(one.id, 1);
    await later(29);
    expect(await restore(one.id, 2)).toMatchObject({ files: [file.id], attached: [file] });
    await remove(one.id, 3);
    await later(31);
    expect(isLying(file.id)).toBe(false);
    expect(await restore(one.id, 4)).toMatchObject({ files: [], attached: [] });
  });

  test('a copy is a file of its own: swept when nobody says it, whatever becomes of the reply', async () => {
    const file = await sent();
    const one = newReply('one', { files: [file.id] });
    await save(one.id, 0, one.content);
    const { file: mine } = await files.copy(sue, newId(), file.id);
    const id = mine?.id ?? '';
    expect(isLying(id)).toBe(true);
    await later(2);
    expect([isLying(id), isLying(file.id)]).toEqual([false, true]);
  });
});
