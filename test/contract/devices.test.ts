import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { createDevices, type Devices } from '../../src/hub/devices/index.ts';
import { createPeople, openWorkspace } from '../../src/hub/people/index.ts';
import { createSessions, findStale, type Sessions } from '../../src/hub/platform/access/index.ts';
import { type Database, openDatabase } from '../../src/hub/platform/database/index.ts';
import { type Place, places } from './stores.ts';

/** Devices and the order to wipe them, on either database. */
describe.each(places)('devices on $name', (place) => {
  let opened: Awaited<ReturnType<Place['open']>>;
  let database: Database;
  let devices: Devices;
  let sessions: Sessions;
  let now = 1_000_000_000_000;
  const people: Record<string, string> = {};

  beforeAll(async () => {
    opened = await place.open();
    database = await openDatabase(await opened.location());
    const clock = { now: () => now, every: () => () => undefined };
    const workspace = await openWorkspace(database, clock, 'House');
    devices = createDevices(database, workspace.id, clock);
    sessions = createSessions(database, clock);
    const make = createPeople(database, workspace.id, clock);
    for (const name of ['ann', 'ben', 'carl']) {
      const person = {
        name,
        email: `${name}@example.test`,
        role: 'agent',
        password: 'correct horse',
      } as const;
      people[name] = (await make.create(person)).id;
    }
  });
  afterAll(async () => {
    await database?.close();
    await opened?.close();
  });

  const begin = async (name: string, device: string) => {
    now += 1000;
    return (
      await sessions.begin(people[name] ?? '', {
        ...{ device, app: 'desk/1', address: '127.0.0.1', method: 'password' },
      })
    ).token;
  };
  const lineOf = async (name: string, device: string) =>
    (await devices.list({ device, person: people[name] })).at(0);

  test('an order kills the tokens of the device at once, and says so to each of them, and to nobody else', async () => {
    const [one, other] = [newId(), newId()];
    const [ann, ben, elsewhere] = [
      await begin('ann', one),
      await begin('ben', one),
      await begin('ann', other),
    ];
    expect(await lineOf('ann', one)).toMatchObject({ isSignedIn: true, wipe: null });
    const ids = await devices.order({ device: one });
    expect(ids).toHaveLength(2);
    expect(await sessions.find(ann)).toBeNull();
    expect(await sessions.find(ben)).toBeNull();
    expect(await sessions.find(elsewhere)).not.toBeNull();
    const seats = ids.map((sessionId) => ({ sessionId, role: 'agent' as const }));
    expect((await findStale(database, seats)).map(({ because }) => because)).toEqual(['wipe', 'wipe']);
    expect(await lineOf('ann', one)).toMatchObject({
      isSignedIn: false,
      wipe: { orderedAt: now, toldAt: null },
    });
    now += 1000;
    expect(await devices.whyNot(ann)).toEqual({ code: 'wiped' });
    expect(await devices.whyNot(elsewhere)).toEqual({ code: 'unauthenticated' });
    expect(await lineOf('ann', one)).toMatchObject({ wipe: { toldAt: now, wipedAt: null } });
    expect(await lineOf('ben', one)).toMatchObject({ wipe: { toldAt: null } });
    // Ordered twice is ordered once.
    expect(await devices.order({ device: one })).toEqual([]);
    expect(await devices.whyNot(ann)).toEqual({ code: 'wiped' });
  });

  test('who says that it is done is believed once, of their own account alone', async () => {
    const device = newId();
    const [ann, ben] = [await begin('ann', device), await begin('ben', device)];
    expect(await devices.done(ann)).toBeNull();
    await devices.order({ device });
    now += 1000;
    expect(await devices.done('A'.repeat(43))).toBeNull();
    expect(await devices.done(ann)).toEqual({ device, personId: people.ann });
    expect(await lineOf('ann', device)).toMatchObject({ wipe: { wipedAt: now } });
    expect(await lineOf('ben', device)).toMatchObject({ wipe: { wipedAt: null } });
    expect(await devices.done(ann)).toBeNull();
    expect(await devices.done(ben)).toEqual({ device, personId: people.ben });
  });

  test('a sign-in that had ended before is meant too, and one after it is not, until it is ordered again', async () => {
    const device = newId();
    const first = await begin('ann', device);
    await sessions.end(first);
    await devices.order({ device, person: people.ann });
    expect(await devices.isDue({ device, personId: people.ann ?? '' })).toBe(true);
    expect(await devices.isDue({ device, personId: people.ben ?? '' })).toBe(false);
    const second = await begin('ann', device);
    expect(await sessions.find(second)).not.toBeNull();
    // The token of now says it for the ones before.
    expect(await devices.done(second)).toEqual({ device, personId: people.ann });
    expect(await devices.isDue({ device, personId: people.ann ?? '' })).toBe(false);
    expect(await devices.whyNot(first)).toEqual({ code: 'wiped' });
    now += 1000;
    await devices.order({ person: people.ann });
    expect(await sessions.find(second)).toBeNull();
    expect(await lineOf('ann', device)).toMatchObject({
      wipe: { orderedAt: now, toldAt: null, wipedAt: null },
    });
  });

  test('an order that nobody was told of is taken back, one that was told is not; by whom a session ended is known', async () => {
    const device = newId();
    const [ann, ben] = [await begin('ann', device), await begin('ben', device)];
    await devices.order({ device });
    expect(await devices.whyNot(ann)).toEqual({ code: 'wiped' });
    expect(await devices.keep({ device })).toBe(1);
    expect(await devices.keep({ device })).toBe(0);
    expect(await sessions.find(ben)).not.toBeNull();
    expect(await sessions.find(ann)).toBeNull();
    const [mine] = await sessions.listOf(people.ben ?? '');
    expect(await sessions.endThese([mine?.id ?? ''], 'admin')).toEqual([mine?.id]);
    expect(await devices.whyNot(ben)).toEqual({ code: 'unauthenticated', field: 'admin' });
    const seat = { sessionId: mine?.id ?? '', role: 'agent' } as const;
    expect(await findStale(database, [seat])).toEqual([{ ...seat, because: 'ended', by: 'admin' }]);
    // Of what is told at a sign-in no order is taken back either.
    await devices.order({ device });
    expect(await devices.tellIfDue({ device, personId: people.ben ?? '' })).toBe(true);
    expect(await devices.keep({ device })).toBe(0);
  });

  test('the list has each account on each device once, with what its latest sign-in said, and who is connected', async () => {
    const device = newId();
    await begin('ann', device);
    now += 1000;
    const told = { device, app: 'desk/2', address: '127.0.0.1', method: 'password' } as const;
    const computer = { name: 'DESK-2', system: 'Linux 6' };
    const { id } = await sessions.begin(people.ann ?? '', { ...told, computer });
    await begin('ben', device);
    const pair = { device, person: people.ann ?? '' };
    now += 60_000;
    const signedInAt = now - 61_000;
    const line = { device, app: 'desk/2', computer, signedInAt, isSignedIn: true };
    expect(await devices.list({ device })).toHaveLength(2);
    expect(await devices.list({}, [], [pair])).toEqual([
      expect.objectContaining({ ...line, seenAt: signedInAt, isHere: false }),
    ]);
    expect(await devices.list({}, [id], [pair])).toEqual([
      expect.objectContaining({ ...line, seenAt: now, isHere: true }),
    ]);
    await sessions.touch([id]);
    expect(await devices.list({}, [], [pair])).toMatchObject([{ seenAt: now, isHere: false }]);
    expect(await devices.list({}, [], [{ device: newId(), person: pair.person }])).toEqual([]);
  });

  test('sign-ins on a device ask, where others of the person are there; until that is answered', async () => {
    const asking = async () => (await sessions.asking()).filter(({ personId }) => personId === people.carl);
    await begin('carl', newId());
    expect(await asking()).toEqual([]);
    const device = newId();
    await begin('carl', device);
    await begin('carl', device);
    // Whom nobody has answered for makes no computer known.
    const both = await asking();
    expect(both).toHaveLength(2);
    expect(both[0]).toMatchObject({ app: 'desk/1', device, computer: null, at: now - 1000 });
    await sessions.answered(both.map(({ id }) => id));
    expect(await asking()).toEqual([]);
    await begin('carl', device);
    expect(await asking()).toEqual([]);
    await begin('carl', newId());
    const [other] = await asking();
    await sessions.endThese([other?.id ?? ''], 'self');
    expect(await asking()).toEqual([]);
  });
});
