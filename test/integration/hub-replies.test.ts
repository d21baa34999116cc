import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { type DeskClient, deskClient, testPeople } from '../support/hub.ts';
import { contentOf, newReply, personal } from '../support/replies.ts';
import { type RoutingHouse, routingHouse, withGroup } from '../support/routing-house.ts';

/** Canned replies over real sockets: who may see and change which, and who is told. */

let house: RoutingHouse;
let care: string;
let clients: Record<'ann' | 'ben' | 'sue' | 'ada', DeskClient>;

beforeEach(async () => {
  house = await routingHouse();
  const ada = {
    name: 'Ada',
    email: 'ada@example.test',
    password: 'correct horse ada',
    role: 'admin' as Role,
  };
  await house.hub.people.create(ada);
  care = newId();
  await house.plan((before) => withGroup(before, { id: care, name: 'Care' }));
  await house.profile('Ann', { groups: [care] });
  await house.profile('Ben', { groups: [] });
  const [ann, ben, sue, admin] = await Promise.all([
    deskClient(house.url, testPeople.ann),
    deskClient(house.url, testPeople.ben),
    deskClient(house.url, testPeople.sue),
    deskClient(house.url, ada),
  ]);
  clients = { ann, ben, sue, ada: admin };
});
afterEach(async () => {
  for (const client of Object.values(clients)) client.close();
  await house.stop();
});

const titles = async (client: DeskClient) =>
  (await client.get('replies.pull', { since: 0, view: '' })).replies.map(({ title }) => title).sort();

describe('[A2] [P14] who may do what', () => {
  const scopes = ['own', 'group', 'everyone'] as const;
  const scopeOf = (scope: (typeof scopes)[number]) =>
    ({ own: personal, group: { is: 'group', group: care }, everyone: { is: 'everyone' } })[scope] as never;
  const may = {
    ann: { own: true, group: false, everyone: false },
    ben: { own: true, group: false, everyone: false },
    sue: { own: true, group: true, everyone: true },
    ada: { own: true, group: true, everyone: true },
  } as const;

  test.each(Object.keys(may) as (keyof typeof may)[])('%s makes', async (who) => {
    for (const scope of scopes) {
      const answer = await clients[who].ask('reply.save', newReply(scope, { scope: scopeOf(scope) }));
      expect([scope, answer.ok]).toEqual([scope, may[who][scope]]);
      if (!answer.ok) expect(answer.error.code).toBe('forbidden');
    }
  });

  test('each sees one’s own, one’s groups’ and everyone’s, and changes what may be changed', async () => {
    const made = {
      own: newReply('own', { scope: personal }),
      group: newReply('group', { scope: scopeOf('group') }),
      everyone: newReply('everyone'),
    };
    for (const one of Object.values(made)) await clients.sue.get('reply.save', one);
    expect(await titles(clients.sue)).toEqual(['everyone', 'group', 'own']);
    expect(await titles(clients.ada)).toEqual(['everyone', 'group']);
    expect(await titles(clients.ann)).toEqual(['everyone', 'group']);
    expect(await titles(clients.ben)).toEqual(['everyone']);

    const codes = {
      ann: { own: 'not_found', group: 'forbidden', everyone: 'forbidden' },
      ben: { own: 'not_found', group: 'not_found', everyone: 'forbidden' },
      ada: { own: 'not_found', group: null, everyone: null },
    };
    for (const [who, expected] of Object.entries(codes)) {
      const client = clients[who as keyof typeof codes];
      for (const [name, { id }] of Object.entries(made)) {
        const code = expected[name as keyof typeof made];
        const said = (answer: { ok: boolean; error?: { code: string } }) =>
          answer.ok ? null : answer.error?.code;
        if (code !== null) {
          expect([who, name, said(await client.ask('reply.delete', { id, version: 1 }))]).toEqual([
            who,
            name,
            code,
          ]);
          const stolen = { id, version: 1, content: contentOf('mine', { scope: personal }) };
          expect([who, name, said(await client.ask('reply.save', stolen))]).toEqual([who, name, code]);
        } else {
          const { version } = await client.get('reply.delete', { id, version: 1 });
          await client.get('reply.restore', { id, version });
        }
      }
    }
  });

  test('an agent gives nobody else a reply, also not one of their own', async () => {
    const one = newReply('mine', { scope: personal });
    await clients.ann.get('reply.save', one);
    const shared = { id: one.id, version: 1, content: contentOf('for all') };
    expect(await clients.ann.ask('reply.save', shared)).toMatchObject({ error: { code: 'forbidden' } });
  });

  test('a known id is no way to take over what is somebody else’s', async () => {
    const one = newReply('of Sue', { scope: personal });
    await clients.sue.get('reply.save', one);
    const same = { id: one.id, version: 0, content: contentOf('of Ann', { scope: personal }) };
    expect(await clients.ann.ask('reply.save', same)).toMatchObject({ error: { code: 'not_found' } });
  });

  test('what does not fit is refused with the place of it', async () => {
    const bad = newReply('x', { texts: [{ language: 'en', text: ' ' }] });
    expect(await clients.sue.ask('reply.save', bad)).toMatchObject({
      error: { code: 'bad_request', field: expect.stringContaining('texts') },
    });
    const nowhere = newReply('x', { scope: { is: 'group', group: newId() } });
    expect(await clients.sue.ask('reply.save', nowhere)).toMatchObject({
      error: { code: 'bad_request', field: 'scope.group' },
    });
  });
});

test('[A2] who may use it is told, and pulls what has changed; a personal one is told of to its owner alone', async () => {
  const start = await clients.ann.get('replies.pull', { since: 0, view: '' });
  await clients.sue.get('reply.save', newReply('own', { scope: personal }));
  await clients.sue.until('replies', ({ revision }) => revision === 1);
  const one = newReply('for all');
  await clients.sue.get('reply.save', one);
  await clients.ann.until('replies', ({ revision }) => revision === 2);
  expect(clients.ann.news('replies')).toEqual([{ revision: 2 }]);
  const page = await clients.ann.get('replies.pull', { since: start.next, view: start.view });
  expect(page).toMatchObject({ replies: [{ title: 'for all' }], gone: [], next: 2, anew: false });
});

test('[A2] who is put into another group sees its replies from then on', async () => {
  await clients.sue.get('reply.save', newReply('care', { scope: { is: 'group', group: care } }));
  const before = await clients.ben.get('replies.pull', { since: 0, view: '' });
  expect(before.replies).toEqual([]);
  const told = clients.ben.news('replies').length;
  await house.profile('Ben', { groups: [care] });
  await clients.ben.until('replies', () => clients.ben.news('replies').length > told);
  const after = await clients.ben.get('replies.pull', { since: before.next, view: before.view });
  expect(after).toMatchObject({ anew: true, replies: [{ title: 'care' }] });
});

test('[A2] changes are in the audit trail, words are not in the log', async () => {
  const secret = 'a-word-that-nobody-else-says';
  const one = newReply(secret, { texts: [{ language: 'en', text: secret }] });
  await clients.sue.get('reply.save', one);
  await clients.sue.get('reply.delete', { id: one.id, version: 1 });
  const rows = await house.hub.database.kysely
    .selectFrom('audit')
    .selectAll()
    .where('event', 'like', 'reply.%')
    .orderBy('at')
    .execute();
  expect(rows).toMatchObject([
    { code: 'changed', event: 'reply.save', actor_id: clients.sue.ready.me.id, subject: one.id },
    { code: 'changed', event: 'reply.delete', subject: one.id },
  ]);
  expect(JSON.stringify(house.log)).not.toContain(secret);
});

test('[A2] they survive a restart of the hub', async () => {
  await clients.sue.get('reply.save', newReply('kept'));
  await house.restart();
  const ann = await deskClient(house.url, testPeople.ann);
  expect(await titles(ann)).toEqual(['kept']);
  ann.close();
});
