import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { SignInAnswer } from '#shared/protocol/handshake.ts';
import { deskClient, door, post, startTestHub, type TestHub, testPeople } from '../support/hub.ts';
import { newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

/** Where one is signed in, and the end of that by oneself: a real hub, real sockets, and a real desk that is told. */
let hub: TestHub;
let desk: TestDesk | null;
let clients: Awaited<ReturnType<typeof deskClient>>[];
beforeEach(async () => {
  hub = await startTestHub();
  desk = null;
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  if (desk !== null) await desk.stop().then(() => removeFolder((desk as TestDesk).dir));
  await hub.stop();
});

type Who = keyof typeof testPeople;

/** Somebody at another computer. */
async function at(who: Who, name: string) {
  const { email, password } = testPeople[who];
  const computer = { name, system: 'Windows_NT 10.0.22631' };
  const { answer } = await post(`${hub.url}/api/desk/sign-in`, {
    ...door(),
    device: newId(),
    email,
    password,
    computer,
  });
  if (!answer.ok) throw new Error(answer.error.code);
  const { token } = answer.value as SignInAnswer;
  const client = await deskClient(hub.url, { token });
  clients.push(client);
  return { token, client };
}
type At = Awaited<ReturnType<typeof at>>;

async function listed({ client }: At) {
  const answer = await client.ask('sessions.list', {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.sessions;
}
const idOf = async (from: At, name: string) =>
  (await listed(from)).find(({ computer }) => computer?.name === name)?.id ?? '';

const trail = async () =>
  (
    await hub.hub.database.kysely
      .selectFrom('audit')
      .select(['event', 'code', 'subject'])
      .orderBy('seq')
      .execute()
  )
    .filter(({ event }) => event.startsWith('sessions.'))
    .map(({ event, code, subject }) => [event, code, subject]);

test('one’s own are listed, with the computer, and which of them asks; nobody else’s', async () => {
  const office = await at('ann', 'office');
  await at('ann', 'home');
  await at('ben', 'of-ben');
  const found = await listed(office);
  expect(found.map(({ computer, isThis, method }) => [computer?.name, isThis, method]).sort()).toEqual([
    ['home', false, 'password'],
    ['office', true, 'password'],
  ]);
  expect(found[0]).toMatchObject({ app: door().app, address: expect.any(String), since: expect.any(Number) });
});

test('another one is ended: its desk hears that it was oneself, its token is dead, and it is on the trail', async () => {
  const office = await at('ann', 'office');
  const home = await at('ann', 'home');
  const id = await idOf(office, 'home');
  expect(await office.client.ask('sessions.end', { id })).toMatchObject({ ok: true });
  expect(await home.client.until('revoked')).toEqual({ code: 'unauthenticated', by: 'self' });
  await expect(deskClient(hub.url, { token: home.token })).rejects.toThrow();
  expect((await listed(office)).map(({ computer }) => computer?.name)).toEqual(['office']);
  expect(await trail()).toEqual([['sessions.end', 'changed', id]]);
  // Over by now.
  expect(await office.client.ask('sessions.end', { id })).toMatchObject({
    ok: false,
    error: { code: 'not_found' },
  });
});

test('neither somebody else’s nor the one that asks can be ended so', async () => {
  const office = await at('ann', 'office');
  const other = await at('ben', 'of-ben');
  for (const id of [await idOf(other, 'of-ben'), await idOf(office, 'office')])
    expect(await office.client.ask('sessions.end', { id })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  expect(await listed(other)).toHaveLength(1);
  expect(await listed(office)).toHaveLength(1);
});

test('all others at once; who asks stays, and so does everybody else', async () => {
  const office = await at('ann', 'office');
  const others = [await at('ann', 'home'), await at('ann', 'train')];
  const ben = await at('ben', 'of-ben');
  expect(await office.client.ask('sessions.endOthers', {})).toMatchObject({ ok: true, value: { ended: 2 } });
  for (const { client } of others) expect(await client.until('revoked')).toMatchObject({ by: 'self' });
  expect(await listed(office)).toHaveLength(1);
  expect(await listed(ben)).toHaveLength(1);
  expect(await trail()).toEqual([['sessions.endOthers', 'changed', '2']]);
  expect(await office.client.ask('sessions.endOthers', {})).toMatchObject({ value: { ended: 0 } });
});

test('a real desk says which computer it is, and is signed out with the reason when that is ended', async () => {
  desk = startTestDesk(await newFolder());
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: hub.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  const [mine] = (await desk.desk.sessions['sessions.list']({})).sessions;
  expect(mine).toMatchObject({ isThis: true, computer: { name: expect.stringMatching(/./u) } });
  const phone = await at('ann', 'another');
  expect(await phone.client.ask('sessions.end', { id: mine?.id ?? '' })).toMatchObject({ ok: true });
  expect(await desk.until('account.changed', (a) => a.state === 'signed-out')).toMatchObject({
    code: 'unauthenticated',
    by: 'self',
  });
});
