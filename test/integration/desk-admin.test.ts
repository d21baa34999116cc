import { afterEach, beforeEach, expect, test } from 'vitest';
import { usualReplyRules } from '#shared/domain/reply-check/rules.ts';
import type { KeptPlan, RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { IpcCall } from '#shared/ipc/contract.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { createRegistrar, type Handlers } from '../../src/main/ipc/registrar.ts';
import { silentLog } from '../../src/main/log.ts';
import { startTestHub, type TestHub, testPeople } from '../support/hub.ts';
import { newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

/** Administration from the desk's main process, as the renderer asks for it, on a real hub. */

const boss = {
  name: 'Boss',
  email: 'boss@example.test',
  password: 'correct horse boss',
  role: 'admin',
} as const;
const vice = {
  name: 'Vice',
  email: 'vice@example.test',
  password: 'correct horse vice',
  role: 'admin',
} as const;

let hub: TestHub;
let desks: TestDesk[];
beforeEach(async () => {
  hub = await startTestHub();
  for (const person of [boss, vice]) await hub.hub.people.create(person);
  desks = [];
});
afterEach(async () => {
  for (const { stop, dir } of desks) await stop().then(() => removeFolder(dir));
  await hub.stop();
});

/** A desk of theirs; asks as its page does, through the registrar, every answer checked. */
async function askingAs(person: { readonly email: string; readonly password: string }) {
  const started = startTestDesk(await newFolder());
  desks.push(started);
  const { desk } = started;
  await desk.signIn({ hub: hub.url, email: person.email, password: person.password });
  const handlers = desk.admin as unknown as Handlers;
  const registrar = createRegistrar({ handlers, log: silentLog, checkAnswers: true });
  return async (name: IpcCall, input: unknown) => (await registrar(name, input)) as Answer<never>;
}

const refused = (code: string, more: object = {}) => ({ ok: false, error: { code, ...more } });
const granted = (answer: Answer<unknown>): unknown => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const renamed = (plan: RoutingPlan, name: string): RoutingPlan => ({
  ...plan,
  groups: plan.groups.map((group) => ({ ...group, name })),
});

test('[B1] an admin changes a group; who meanwhile worked on the version before is told of the conflict', async () => {
  const [one, other] = [await askingAs(boss), await askingAs(vice)];
  const mine = granted(await one('admin.plan.read', null)) as KeptPlan;
  const theirs = granted(await other('admin.plan.read', null)) as KeptPlan;
  expect(theirs).toEqual(mine);

  const saved = granted(
    await one('admin.plan.save', { version: mine.version, plan: renamed(mine.plan, 'Sales') }),
  ) as KeptPlan;
  expect(saved).toMatchObject({ version: mine.version + 1, by: 'Boss' });
  expect(
    await other('admin.plan.save', { version: theirs.version, plan: renamed(theirs.plan, 'Support') }),
  ).toEqual(refused('conflict'));
  expect(granted(await other('admin.plan.read', null))).toEqual(saved);

  const { version } = saved;
  const back = granted(await other('admin.plan.restore', { version, to: mine.version })) as KeptPlan;
  expect(back).toMatchObject({ version: version + 1, by: 'Vice', plan: mine.plan });
  const history = granted(await one('admin.plan.history', null)) as { versions: { by: string }[] };
  expect(history.versions.slice(0, 2).map(({ by }) => by)).toEqual(['Vice', 'Boss']);
});

test('[P14] agents and supervisors are refused, and so is a plan with an error, with the place of it', async () => {
  for (const person of [testPeople.ann, testPeople.sue]) {
    const ask = await askingAs(person);
    expect(await ask('admin.plan.read', null)).toEqual(refused('forbidden'));
    expect(await ask('admin.people.list', null)).toEqual(refused('forbidden'));
  }
  const ask = await askingAs(boss);
  const { version, plan } = granted(await ask('admin.plan.read', null)) as KeptPlan;
  const twice = {
    ...plan,
    groups: [...plan.groups, ...plan.groups.map((g) => ({ ...g, id: crypto.randomUUID() }))],
  };
  expect(await ask('admin.plan.save', { version, plan: twice })).toEqual(
    refused('bad_request', { field: 'groups.1.name' }),
  );
  // What has not even the shape of a plan does not leave this computer.
  expect(await ask('admin.plan.save', { version, plan: { ...plan, groups: [] } })).toEqual(
    refused('bad_request', { field: 'plan.groups' }),
  );
});

test('[A10] a person is made, can sign in with the password that is shown once, and is disabled', async () => {
  const ask = await askingAs(boss);
  const person = { name: '李想', email: 'Li@Example.test', role: 'agent' };
  const made = granted(await ask('admin.people.create', person)) as {
    person: { id: string };
    password: string;
  };
  expect(made).toMatchObject({ person: { name: '李想', email: 'li@example.test', disabled: false } });
  const account = { email: 'li@example.test', password: made.password };
  const li = await askingAs(account);
  expect(await li('admin.people.list', null)).toEqual(refused('forbidden'));
  const { id } = made.person;
  expect(await ask('admin.people.disable', { id })).toMatchObject({
    ok: true,
    value: { person: { disabled: true } },
  });
  await expect(askingAs(account)).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
});

test('[P14] a hub that is away is unavailable; nobody signed in may ask nothing', async () => {
  const ask = await askingAs(boss);
  const [{ desk } = { desk: null }] = desks;
  await hub.hub.stop();
  expect(await ask('admin.plan.read', null)).toEqual(refused('unavailable'));
  await desk?.signOut();
  expect(await ask('admin.plan.read', null)).toEqual(refused('unauthenticated'));
});

test('[A12] rules for replies reach the desks that are connected, at once', async () => {
  const admin = await askingAs(boss);
  const agent = startTestDesk(await newFolder());
  desks.push(agent);
  const ann = testPeople.ann;
  await agent.desk.signIn({ hub: hub.url, email: ann.email, password: ann.password });
  const replyRules = { ...usualReplyRules, bannedWords: [{ word: 'nope', instead: '' }] };
  const { version, plan } = granted(await admin('admin.plan.read', null)) as KeptPlan;
  const settings = { ...plan.settings, replyRules };
  granted(await admin('admin.plan.save', { version, plan: { ...plan, settings } }));
  await expect.poll(() => agent.news('status.changed').at(-1)?.settings.replyRules).toEqual(replyRules);
});
