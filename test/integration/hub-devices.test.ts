import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { devicesLooked } from '#shared/protocol/admin.ts';
import { httpPaths, type SignInAnswer } from '#shared/protocol/handshake.ts';
import { adminAs, callAdmin } from '../support/admin.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  door,
  post,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
} from '../support/hub.ts';

/** What an administrator does with desks and with others' sign-ins: a real hub, real sockets. */
const boss = {
  ...{ name: 'Boss', email: 'boss@example.test', password: 'correct horse boss' },
  role: 'admin',
} as const;
let clock: HeldClock;
let hub: TestHub;
let token: string;
let admin: ReturnType<typeof adminAs>;
let clients: DeskClient[];

beforeEach(async () => {
  clock = heldClock();
  hub = await startTestHub({ clock });
  await hub.hub.people.create(boss);
  ({ token } = await signIn(hub.url, boss));
  admin = adminAs(hub.url, token);
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await hub.stop();
});

type Who = keyof typeof testPeople;

/** Somebody signs in on a computer, and does not connect yet. */
async function sits(who: Who, name: string, device = newId()) {
  const { email, password } = testPeople[who];
  const { answer } = await post(hub.url + httpPaths.signIn, {
    ...{ ...door(), device, email, password, app: 'desk/1.4.2' },
    computer: { name, system: 'Windows_NT 10.0.22631' },
  });
  if (!answer.ok) throw new Error(answer.error.code);
  const value = answer.value as SignInAnswer;
  return { device, token: value.token, person: value.me.id, wipe: value.wipe };
}

async function connect(at: { readonly token: string }): Promise<DeskClient> {
  const client = await deskClient(hub.url, { token: at.token });
  clients.push(client);
  return client;
}

async function atDesk(who: Who, name: string, device?: string) {
  const at = await sits(who, name, device);
  return { ...at, client: await connect(at) };
}

const refusedAtDoor = (token: string) =>
  deskClient(hub.url, { token }).then(
    () => null,
    (error: { data?: unknown }) => error.data,
  );
const lineOf = async (at: { device: string; person: string }) =>
  (await admin('devices.look', { of: [{ device: at.device, person: at.person }] })).devices[0];
const trail = async () =>
  (
    await hub.hub.database.kysely
      .selectFrom('audit')
      .select(['event', 'code', 'subject'])
      .orderBy('seq')
      .execute()
  )
    .filter(({ code }) => code === 'changed')
    .filter(({ event }) => /^(admin\.(devices|sessions)|sessions\.|desk\.)/u.test(event))
    .map(({ event, code, subject }) => `${event} ${code} ${subject}`);
/** The trail cannot be written any more. */
const breakTrail = () =>
  hub.hub.database.kysely.schema.alterTable('audit').renameTo('audit_elsewhere').execute();
const codeOf = (answer: { ok: boolean; error?: { code: string } }) =>
  answer.ok ? 'granted' : answer.error?.code;
const asked = async (name: Parameters<typeof callAdmin>[2], request: unknown) =>
  codeOf((await callAdmin(hub.url, token, name, request)).answer as never);

describe('devices', () => {
  test('each account on each device, with computer, program and last contact, and which are connected', async () => {
    const office = await atDesk('ann', 'OFFICE-1');
    const home = await sits('ben', 'HOME');
    clock.leap(3_600_000);
    const { devices } = await admin('devices.list', null);
    const of = (at: { device: string }) => devices.find(({ device }) => device === at.device);
    expect(of(office)).toMatchObject({
      ...{ person: { name: 'Ann', disabled: false }, isHere: true, isSignedIn: true, wipe: null },
      ...{ computer: { name: 'OFFICE-1', system: 'Windows_NT 10.0.22631' }, app: door().app },
      seenAt: clock.now(),
    });
    // As it says of itself when it comes; of one that never came, as it said when it signed in.
    expect(of(home)).toMatchObject({
      app: 'desk/1.4.2',
      isHere: false,
      isSignedIn: true,
      seenAt: clock.now() - 3_600_000,
    });
    // Signed in again there: still one line, with what was said last.
    clock.leap(1000);
    await sits('ben', 'HOME-RENAMED', home.device);
    expect(await lineOf(home)).toMatchObject({ computer: { name: 'HOME-RENAMED' }, seenAt: clock.now() });
    expect((await admin('devices.list', null)).devices).toHaveLength(devices.length);
  });

  test('who stays connected for long was seen last when they went, to some minutes', async () => {
    const at = await atDesk('ann', 'OFFICE-1');
    clock.leap(5 * 60_000);
    const then = clock.now();
    await expect
      .poll(
        async () =>
          (
            await hub.hub.database.kysely
              .selectFrom('desk_session')
              .select('seen_at')
              .where('device', '=', at.device)
              .executeTakeFirst()
          )?.seen_at,
      )
      .toBe(then);
    at.client.close();
    await expect.poll(async () => (await lineOf(at))?.isHere).toBe(false);
    clock.leap(60_000);
    expect(await lineOf(at)).toMatchObject({ seenAt: then });
  });

  test('an order for one that is away can be taken back: it goes on as if there had been none', async () => {
    const at = await sits('ann', 'LAPTOP');
    const wipe = { device: at.device, person: at.person };
    expect((await admin('devices.wipe', wipe)).devices).toMatchObject([
      { isSignedIn: false, wipe: { toldAt: null, wipedAt: null } },
    ]);
    expect((await admin('devices.keep', wipe)).devices).toMatchObject([{ isSignedIn: true, wipe: null }]);
    const client = await connect(at);
    expect(client.ready.me.name).toBe('Ann');
    expect(await trail()).toEqual([
      `admin.devices.wipe changed ${at.device} ${at.person}`,
      `admin.devices.keep changed ${at.device} ${at.person}`,
    ]);
    // There is no order any more.
    expect(await asked('devices.keep', wipe)).toBe('not_found');
  });

  test('one that was told of it, or is connected, keeps nothing: that is too late', async () => {
    const away = await sits('ann', 'LAPTOP');
    await admin('devices.wipe', { device: away.device });
    expect(await refusedAtDoor(away.token)).toMatchObject({ code: 'wiped' });
    expect(await asked('devices.keep', { device: away.device })).toBe('too_late');
    expect(await lineOf(away)).toMatchObject({ wipe: { toldAt: clock.now(), wipedAt: null } });

    const here = await atDesk('ben', 'OFFICE-1');
    await admin('devices.wipe', { device: here.device });
    expect(await here.client.until('revoked')).toEqual({ code: 'wiped' });
    expect(await asked('devices.keep', { device: here.device })).toBe('too_late');
    await post(hub.url + httpPaths.wiped, {}, { authorization: `Bearer ${here.token}` });
    expect(await lineOf(here)).toMatchObject({ wipe: { wipedAt: clock.now() } });
    // It is done: there is no order to be taken back.
    expect(await asked('devices.keep', { device: here.device })).toBe('not_found');
  });

  test('who signs in there anew is told with the answer, and it is put down before', async () => {
    const at = await sits('ann', 'LAPTOP');
    await admin('devices.wipe', { device: at.device });
    const again = await sits('ann', 'LAPTOP', at.device);
    expect(again.wipe).toBe(true);
    expect(await asked('devices.keep', { device: at.device })).toBe('too_late');
  });

  test('only the account that is meant; of a person, everywhere', async () => {
    const [ann, ben] = [await sits('ann', 'SHARED'), await sits('ben', 'SHARED')];
    const other = await sits('ben', 'SHARED', ann.device);
    await admin('devices.wipe', { device: ann.device, person: ann.person });
    expect(await lineOf({ device: ann.device, person: ben.person })).toMatchObject({ wipe: null });
    expect(await refusedAtDoor(other.token)).toBeNull();
    await admin('devices.wipe', { person: ben.person });
    for (const at of [ben, other]) expect(await refusedAtDoor(at.token)).toMatchObject({ code: 'wiped' });
  });

  test('nobody was ever there, or the question does not fit: refused with a code', async () => {
    for (const name of ['devices.wipe', 'devices.keep'] as const) {
      expect(await asked(name, { device: newId() })).toBe('not_found');
      expect(await asked(name, {})).toBe('bad_request');
    }
    const many = Array.from({ length: devicesLooked + 1 }, () => ({ device: newId(), person: newId() }));
    expect(await asked('devices.look', { of: many })).toBe('bad_request');
    expect(await asked('devices.look', { of: [] })).toBe('granted');
    const ann = await signIn(hub.url, testPeople.ann);
    for (const name of [
      'devices.list',
      'devices.look',
      'devices.wipe',
      'devices.keep',
      'sessions.list',
      'sessions.end',
    ] as const)
      expect(codeOf((await callAdmin(hub.url, ann.token, name, {})).answer as never), name).toBe('forbidden');
  });
});

describe('others’ sign-ins', () => {
  test('listed, and one is ended: its desk hears that an administrator did, also when it comes later', async () => {
    const here = await atDesk('ann', 'OFFICE-1');
    const away = await sits('ann', 'LAPTOP');
    const { sessions } = await admin('sessions.list', { person: here.person });
    expect(sessions.map(({ computer, isThis }) => [computer?.name, isThis]).sort()).toEqual([
      ['LAPTOP', false],
      ['OFFICE-1', false],
    ]);
    const idOf = (name: string) => sessions.find(({ computer }) => computer?.name === name)?.id ?? '';
    const office = { person: here.person, id: idOf('OFFICE-1') };
    expect(await admin('sessions.end', office)).toEqual({ ended: 1 });
    expect(await here.client.until('revoked')).toEqual({ code: 'unauthenticated', by: 'admin' });
    expect(await admin('sessions.end', { person: here.person, id: idOf('LAPTOP') })).toEqual({ ended: 1 });
    expect(await refusedAtDoor(away.token)).toEqual({ code: 'unauthenticated', field: 'admin' });
    expect(await asked('sessions.end', office)).toBe('not_found');
    expect(await trail()).toEqual([
      `admin.sessions.end changed ${office.id} ${here.person}`,
      `admin.sessions.end changed ${idOf('LAPTOP')} ${here.person}`,
    ]);
  });

  test('all of somebody at once, nobody else’s; of oneself all but the one that asks', async () => {
    const mine = [await atDesk('ann', 'OFFICE-1'), await atDesk('ann', 'LAPTOP')];
    const other = await atDesk('ben', 'OFFICE-2');
    const person = mine[0]?.person ?? '';
    expect(await admin('sessions.end', { person })).toEqual({ ended: 2 });
    for (const { client } of mine) expect(await client.until('revoked')).toMatchObject({ by: 'admin' });
    expect(await admin('sessions.end', { person })).toEqual({ ended: 0 });
    expect(await trail()).toEqual([`admin.sessions.end changed ${person}`]);
    expect((await other.client.ask('sessions.list', {})).ok).toBe(true);

    const self = await signIn(hub.url, boss);
    const { sessions } = await admin('sessions.list', { person: self.me.id });
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(await admin('sessions.end', { person: self.me.id })).toEqual({ ended: 1 });
    expect(await admin('sessions.list', { person: self.me.id })).toMatchObject({
      sessions: [{ isThis: true }],
    });
  });

  test('somebody else’s sign-in under another name, and nobody: not found', async () => {
    const [ann, ben] = [await sits('ann', 'A'), await sits('ben', 'B')];
    const { sessions } = await admin('sessions.list', { person: ben.person });
    expect(await asked('sessions.end', { person: ann.person, id: sessions[0]?.id })).toBe('not_found');
    expect(await asked('sessions.list', { person: newId() })).toBe('not_found');
    expect(await asked('sessions.end', { person: newId() })).toBe('not_found');
    expect(await refusedAtDoor(ben.token)).toBeNull();
  });

  test('a new password signs out with the word that it was an administrator', async () => {
    const at = await atDesk('ann', 'OFFICE-1');
    await admin('people.password', { id: at.person });
    expect(await at.client.until('revoked')).toEqual({ code: 'unauthenticated', by: 'admin' });
    expect(await refusedAtDoor(at.token)).toEqual({ code: 'unauthenticated', field: 'admin' });
  });
});

describe('a sign-in on a new computer', () => {
  const names = (news: { signIns: readonly { computer: { name: string } | null }[] }) =>
    news.signIns.map(({ computer }) => computer?.name);

  test('is told to the desks that were there, also to who comes later; not to itself', async () => {
    const office = await atDesk('ann', 'OFFICE-1');
    const away = await sits('ann', 'LAPTOP');
    // The laptop is new, too: it was.
    expect(names(await office.client.until('sign_ins'))).toEqual(['LAPTOP']);
    const other = await atDesk('ben', 'OFFICE-2');
    const stranger = await atDesk('ann', 'STRANGE');
    const told = await office.client.until('sign_ins', (news) => names(news).includes('STRANGE'));
    expect(told.signIns.at(-1)).toMatchObject({
      ...{ computer: { name: 'STRANGE', system: 'Windows_NT 10.0.22631' }, at: clock.now() },
      address: expect.stringMatching(/127/u),
    });
    const laptop = await connect(away);
    expect(names({ signIns: laptop.ready.signIns ?? [] })).toEqual(['STRANGE']);
    expect(stranger.client.ready.signIns).toBeUndefined();
    for (const { client } of [stranger, other]) expect(client.news('sign_ins')).toEqual([]);
  });

  test('on a computer that is known nobody is asked, nor where there is nobody to ask', async () => {
    const office = await atDesk('ann', 'OFFICE-1');
    expect(office.client.ready.signIns).toBeUndefined();
    const laptop = await atDesk('ann', 'LAPTOP');
    const { signIns } = await office.client.until('sign_ins', (news) => news.signIns.length === 1);
    await office.client.get('sessions.known', { id: signIns[0]?.id ?? '' });
    await sits('ann', 'LAPTOP', laptop.device);
    await sits('ann', 'OFFICE-1', office.device);
    const here = await connect(await sits('ann', 'OFFICE-1', office.device));
    expect(here.ready.signIns).toBeUndefined();
    expect(office.client.news('sign_ins').at(-1)?.signIns).toEqual([]);
  });

  test('to sign in twice makes no computer known; “not me” ends all of it, and “me” is said of all of it', async () => {
    const office = await atDesk('ann', 'OFFICE-1');
    const thief = await atDesk('ann', 'STRANGE');
    const again = await connect(await sits('ann', 'STRANGE', thief.device));
    const two = await office.client.until('sign_ins', (news) => news.signIns.length === 2);
    await office.client.get('sessions.end', { id: two.signIns[0]?.id ?? '' });
    expect(await thief.client.until('revoked')).toMatchObject({ by: 'self' });
    expect(await again.until('revoked')).toMatchObject({ by: 'self' });
    await office.client.until('sign_ins', (news) => news.signIns.length === 0);
    // It was not they, so it is still not theirs.
    await sits('ann', 'STRANGE', thief.device);
    await sits('ann', 'STRANGE', thief.device);
    const ended = two.signIns.map(({ id }) => id);
    const { signIns } = await office.client.until(
      'sign_ins',
      (news) => news.signIns.length === 2 && news.signIns.every(({ id }) => !ended.includes(id)),
    );
    await office.client.get('sessions.known', { id: signIns[0]?.id ?? '' });
    await sits('ann', 'STRANGE', thief.device);
    expect(
      names({ signIns: (await connect(await sits('ann', 'OFFICE-1', office.device))).ready.signIns ?? [] }),
    ).toEqual([]);
  });

  test('“it was me” is said once for all desks, by one that was there before, and stands on the trail', async () => {
    const office = await atDesk('ann', 'OFFICE-1');
    const [one, two] = [await atDesk('ann', 'STRANGE-1'), await atDesk('ann', 'STRANGE-2')];
    const { signIns } = await office.client.until('sign_ins', (news) => news.signIns.length === 2);
    const [first, second] = signIns.map(({ id }) => id);
    const known = async (at: { client: DeskClient }, id: string | undefined) =>
      codeOf((await at.client.ask('sessions.known', { id: id ?? '' })) as never);
    // Who came last vouches for nobody, themselves included.
    expect(await known(one, first)).toBe('not_found');
    expect(await known(two, first)).toBe('not_found');
    expect(await known(two, second)).toBe('not_found');
    expect(await known(await atDesk('ben', 'OFFICE-2'), first)).toBe('not_found');
    expect(await known(office, first)).toBe('granted');
    await office.client.until('sign_ins', (news) => names(news).join() === 'STRANGE-2');
    expect(await known(office, first)).toBe('not_found');
    // The other is ended: nobody asks of it any more.
    await office.client.get('sessions.end', { id: second ?? '' });
    await office.client.until('sign_ins', (news) => news.signIns.length === 0);
    expect(await two.client.until('revoked')).toMatchObject({ by: 'self' });
    expect(await trail()).toEqual([`sessions.known changed ${first}`, `sessions.end changed ${second}`]);
  });
});

describe('the line comes first', () => {
  test('where it cannot be written nothing is done: neither wiped, nor kept, nor ended', async () => {
    const away = await sits('ann', 'LAPTOP');
    const ordered = await sits('ben', 'TABLET');
    const here = await atDesk('ann', 'OFFICE-1');
    await admin('devices.wipe', { device: ordered.device });
    const { signIns } = { signIns: here.client.ready.signIns ?? [] };
    expect(signIns).toEqual([]);
    await breakTrail();
    expect(await asked('devices.wipe', { device: away.device })).toBe('internal');
    expect(await asked('devices.keep', { device: ordered.device })).toBe('internal');
    expect(await asked('sessions.end', { person: here.person })).toBe('internal');
    expect(await lineOf(away)).toMatchObject({ isSignedIn: true, wipe: null });
    expect(await lineOf(ordered)).toMatchObject({ isSignedIn: false, wipe: { toldAt: null } });
    expect((await admin('sessions.list', { person: here.person })).sessions).toHaveLength(2);
    expect(here.client.news('revoked')).toEqual([]);
  });
});
