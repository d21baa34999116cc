import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { type IpcCall, ipcCalls } from '#shared/ipc/contract.ts';
import { RefusalError, refusals } from '#shared/protocol/errors.ts';
import { silentLog } from '../log.ts';
import { createRegistrar, type Handlers } from './registrar.ts';

const names = Object.keys(ipcCalls) as IpcCall[];

/** Handlers that say what reached them. */
function stage(answer: (call: IpcCall, input: unknown) => unknown = () => null, checkAnswers = false) {
  const reached: { readonly call: IpcCall; readonly input: unknown }[] = [];
  const handlers = Object.fromEntries(
    names.map((call) => [
      call,
      (input: unknown) => {
        reached.push({ call, input });
        return answer(call, input);
      },
    ]),
  ) as unknown as Handlers;
  return { reached, registrar: createRegistrar({ handlers, log: silentLog, checkAnswers }) };
}

test('a call that fits reaches its handler, and its answer comes back', async () => {
  const { reached, registrar } = stage(() => null);
  const input = { conversationId: newId(), seq: 4 };
  expect(await registrar('conversations.markRead', input)).toEqual({ ok: true, value: null });
  expect(reached).toEqual([{ call: 'conversations.markRead', input }]);
});

test.each([
  '',
  'nothing',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  7,
  null,
  undefined,
  {},
  ['app.boot'],
])('the name %j is refused', async (name) => {
  const { reached, registrar } = stage();
  expect(await registrar(name, {})).toEqual({ ok: false, error: { code: 'unknown_event' } });
  expect(reached).toEqual([]);
});

test.each([
  ['conversations.send', { conversationId: newId(), key: newId(), text: ' \n ' }, 'text'],
  ['conversations.send', { conversationId: 'x', key: newId(), text: 'hi' }, 'conversationId'],
  ['conversations.send', { conversationId: newId(), key: newId(), text: 'x'.repeat(8001) }, 'text'],
  ['conversations.open', { conversationId: newId(), limit: 1e9 }, 'limit'],
  ['app.setPreferences', { theme: 'pink' }, 'theme'],
  ['app.openLink', { url: 'x'.repeat(3000) }, 'url'],
  ['app.boot', { extra: 1 }, undefined],
  ['app.boot', undefined, undefined],
])('%s with %j is refused, and says which field', async (name, input, field) => {
  const { reached, registrar } = stage();
  const error = field === undefined ? { code: 'bad_request' } : { code: 'bad_request', field };
  expect(await registrar(name, input)).toEqual({ ok: false, error });
  expect(reached).toEqual([]);
});

test('whatever a hostile page sends, the answer is an envelope and only what fits gets through', async () => {
  const field = fc.constantFrom(
    'conversationId',
    'key',
    'text',
    'seq',
    'limit',
    'url',
    'hub',
    'theme',
    '__proto__',
  );
  const value = fc.oneof(fc.anything(), fc.uuid(), fc.constant('hello'), fc.integer());
  const input = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true }),
    fc.dictionary(field, value),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.constantFrom(...names), fc.string()), input, async (name, given) => {
      const { reached, registrar } = stage();
      const answer = await registrar(name, given);
      if (!answer.ok) expect(Object.hasOwn(refusals, answer.error.code)).toBe(true);
      for (const { call, input: got } of reached)
        expect(ipcCalls[call].input.safeParse(got).success).toBe(true);
      expect(reached).toHaveLength(answer.ok ? 1 : 0);
    }),
    { numRuns: 2000 },
  );
});

test('a refusal is passed on, a fault is not: nothing of it leaves main', async () => {
  const { registrar } = stage((call) => {
    if (call === 'account.signOut') throw new RefusalError({ code: 'taken', owner: 'Ben' });
    throw new Error('token abc in /home/ann');
  });
  expect(await registrar('account.signOut', {})).toEqual({
    ok: false,
    error: { code: 'taken', owner: 'Ben' },
  });
  expect(await registrar('app.boot', {})).toEqual({ ok: false, error: { code: 'internal' } });
});

test('in tests and development an answer that breaks the contract is found', async () => {
  const { registrar } = stage(() => 'not a list', true);
  expect(await registrar('conversations.list', {})).toEqual({ ok: false, error: { code: 'internal' } });
});
