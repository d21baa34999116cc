import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { filePiece } from '#shared/protocol/limits.ts';
import { png, uploaded } from '../support/files.ts';
import {
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import { newReply, personal } from '../support/replies.ts';
import { startLine } from '../support/tcp-line.ts';
import { newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

let hub: TestHub;
let dir: string;
let desk: TestDesk;
let visitor: VisitorClient;
let conversationId: string;

beforeEach(async () => {
  hub = await startTestHub();
  dir = await newFolder();
  desk = startTestDesk(dir);
  visitor = await visitorClient(hub.url);
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: hub.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  conversationId = (await say(visitor, 'hello')).conversationId;
  await desk.until('entries.added', (n) => n.entries.some((e) => e.body.kind === 'assigned'));
});
afterEach(async () => {
  visitor.close();
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

const canary = 'canary-of-a-file';
const large = () => Buffer.concat([Buffer.from(`%PDF-1.7\n${canary}\n`), Buffer.alloc(4 * filePiece, 65)]);
const calls = () => desk.desk.files.calls;

/** Puts it beside the text. */
async function add(name: string, type: string, bytes: Buffer): Promise<string> {
  const key = newId();
  const file = { key, name, type, size: bytes.length };
  await calls()['files.add']({ conversationId, file, bytes: new Uint8Array(bytes) });
  return key;
}
async function send(files: string[], text = ''): Promise<string> {
  const key = newId();
  await desk.desk.conversations['conversations.send']({ conversationId, key, text, files });
  return key;
}
const arrived = async (text: string) =>
  (
    await visitor.until(
      'entry',
      (n) => n.entry.author.kind === 'agent' && n.entry.body.kind === 'message' && n.entry.body.text === text,
    )
  ).entry.body;
/** Signed in again, as after a start. */
async function startAgain(): Promise<void> {
  await desk.stop();
  desk = startTestDesk(dir);
  await desk.until('app.connection', (c) => c.state === 'connected');
}

test('a picture and a paper go with an answer, in order, and the next answer after them', async () => {
  const files = [
    await add('screen.png', 'image/png', await png(60, 40)),
    await add('terms.pdf', 'application/pdf', large()),
  ];
  expect(await calls()['files.tray']({ conversationId })).toHaveLength(2);
  await send(files, 'here they are');
  await send([], 'and that is all');
  expect(await calls()['files.tray']({ conversationId })).toEqual([]);
  expect(await arrived('here they are')).toMatchObject({
    files: [
      { name: 'screen.png', type: 'image/png', width: 60, height: 40 },
      { name: 'terms.pdf', type: 'application/pdf', size: large().length },
    ],
  });
  await arrived('and that is all');
  const texts = visitor
    .news('entry')
    .flatMap(({ entry: { body } }) => (body.kind === 'message' && body.text !== 'hello' ? [body.text] : []));
  expect(texts).toEqual(['here they are', 'and that is all']);
  const told = desk.news('files.progress').flatMap(({ uploads }) => uploads.map(({ at }) => at));
  expect(told).toContain(filePiece);
});

test('[P6] what is on its way when the desk ends goes on where it was, and nothing of it lies open on the disk', async () => {
  const line = await startLine(hub.hub.port);
  await desk.stop();
  await removeFolder(dir);
  desk = startTestDesk(dir);
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: line.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  await desk.until('conversations.changed', (n) => n.rows.some((r) => r.conversation.id === conversationId));
  const file = await add('terms.pdf', 'application/pdf', large());
  const half = desk.until('files.progress', ({ uploads }) => uploads.some(({ at }) => at >= filePiece));
  await send([file], 'large');
  await half;
  line.cut();
  await desk.stop();
  for (const name of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (name.isFile())
      expect((await readFile(join(name.parentPath, name.name))).includes(canary)).toBe(false);
  }
  line.mend();
  desk = startTestDesk(dir);
  expect(await arrived('large')).toMatchObject({ files: [{ size: large().length }] });
  const begun = desk.news('files.progress').flatMap(({ uploads }) => uploads.map(({ at }) => at));
  expect(Math.min(...begun), 'not from the beginning').toBeGreaterThanOrEqual(filePiece);
  await line.stop();
});

test('[P6] a hub that is started anew meanwhile gets the rest', async () => {
  const file = await add('terms.pdf', 'application/pdf', large());
  const half = desk.until('files.progress', ({ uploads }) => uploads.some(({ at }) => at >= filePiece));
  await send([file], 'large');
  await half;
  await hub.restart();
  visitor.close();
  visitor = await visitorClient(hub.url, visitor);
  await desk.until('outgoing.changed', (n) => n.removed);
  const { entries } = await visitor.get('transcript.pull', { conversationId, after: 0, limit: 50 });
  const last = entries.at(-1)?.body;
  expect(last).toMatchObject({ kind: 'message', text: 'large', files: [{ size: large().length }] });
});

test('held, it waits and what comes after it too; let go, both go', async () => {
  const file = await add('terms.pdf', 'application/pdf', large());
  const key = newId();
  await calls()['files.pause']({ messageKey: key, paused: true });
  const queued = desk.until(
    'outgoing.changed',
    (n) => n.outgoing.state === 'sending' && n.outgoing.key === key,
  );
  await desk.desk.conversations['conversations.send']({ conversationId, key, text: 'held', files: [file] });
  await queued;
  await desk.until(
    'outgoing.changed',
    (n) => n.outgoing.state === 'queued' && n.outgoing.key === key,
    desk.mark() - 1,
  );
  await send([], 'after');
  await calls()['files.pause']({ messageKey: key, paused: false });
  await arrived('after');
  const texts = visitor
    .news('entry')
    .flatMap(({ entry: { body } }) => (body.kind === 'message' && body.text !== 'hello' ? [body.text] : []));
  expect(texts).toEqual(['held', 'after']);
});

test('what the hub refuses says why, and lies beside the text again when it is given up', async () => {
  const file = await add('page.png', 'image/png', Buffer.from('<html><script>canary()</script>'));
  const key = await send([file], 'look');
  const { outgoing } = await desk.until('outgoing.changed', (n) => n.outgoing.state === 'refused');
  expect(outgoing).toMatchObject({ key, code: 'file_type', files: [{ name: 'page.png' }] });
  await desk.desk.conversations['outgoing.discard']({ key });
  expect(await calls()['files.tray']({ conversationId })).toMatchObject([{ name: 'page.png' }]);
  await calls()['files.remove']({ key: file });
  await startAgain();
  expect(await calls()['files.tray']({ conversationId })).toEqual([]);
});

test('a customer’s picture is shown from the hub, then from here; what is none is never given to the page', async () => {
  const who = { as: 'visitor', token: visitor.token } as const;
  const picture = await uploaded(hub.url, who, 'a.png', await png(900, 600));
  const paper = await uploaded(hub.url, who, 'a.pdf', large());
  await visitor.get('message.send', { key: newId(), text: '', page: null, files: [picture.id, paper.id] });
  await desk.until('entries.added', (n) =>
    n.entries.some((e) => e.body.kind === 'message' && e.body.text === ''),
  );
  const show = desk.desk.files.picture;
  expect(await show('thumb', picture.id)).toMatchObject({ type: 'image/webp' });
  const whole = await show('file', picture.id);
  expect(whole?.bytes.length).toBe(picture.size);
  expect(await show('file', paper.id)).toBeNull();
  expect(await show('own', newId())).toBeNull();
  await hub.stop();
  expect(await show('thumb', picture.id)).toMatchObject({ type: 'image/webp' });
  expect(await show('file', newId())).toBeNull();
  hub = await startTestHub();
});

test('[A2] a file of a canned reply goes along, also when it was put in without the hub', async () => {
  const bytes = await png(300, 200);
  const file = { key: newId(), name: 'map.png', type: 'image/png', size: bytes.length };
  const kept = await calls()['files.upload']({ file, bytes: new Uint8Array(bytes) });
  const reply = newReply('map', { scope: personal, files: [kept.id] });
  expect((await desk.desk.replies['replies.save'](reply)).attached).toEqual([kept]);
  const listed = await desk.desk.replies['replies.list']({});
  expect(listed.replies).toMatchObject([{ title: 'map', attached: [kept] }]);

  await hub.hub.stop();
  await desk.until('app.connection', (c) => c.state !== 'connected');
  const key = newId();
  const copy = { key, name: kept.name, type: kept.type, size: kept.size, copyOf: kept.id };
  await calls()['files.add']({ conversationId, file: copy, bytes: new Uint8Array() });
  expect(await calls()['files.tray']({ conversationId })).toEqual([copy]);
  await expect(
    calls()['files.add']({ conversationId, file: { ...copy, key: newId() }, bytes: new Uint8Array(3) }),
  ).rejects.toMatchObject({ refusal: { code: 'bad_request' } });
  await send([key], 'the way');
  await hub.restart();

  const isIt = ({ body }: Entry) => body.kind === 'message' && body.text === 'the way';
  const { entries } = await desk.until('entries.added', (news) => news.entries.some(isIt));
  const body = entries.find(isIt)?.body;
  const [sent] = body?.kind === 'message' ? (body.files ?? []) : [];
  expect(sent).toEqual({ ...kept, id: sent?.id });
  expect(sent?.id).not.toBe(kept.id);
});
