import { expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { type Ask, Unanswered } from '../connection/requests.ts';
import { createAskedOnce } from './asked.ts';

test('[P3] what was not answered goes again under its key; what was refused or done goes under a new one', async () => {
  const keys: string[] = [];
  let outcome: Error | null = new Unanswered();
  const ask = (async (_event: string, { key }: { key: string }) => {
    keys.push(key);
    if (outcome !== null) throw outcome;
    return {};
  }) as unknown as Ask;
  const askOnce = createAskedOnce();
  const accept = (version: number) => askOnce(ask, 'offer.accept', { conversationId: id, version });
  const id = newId();

  await expect(accept(3)).rejects.toThrow('unavailable');
  outcome = null;
  await accept(3);
  await accept(3);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[1]);

  outcome = new RefusalError('conflict');
  await expect(accept(4)).rejects.toThrow('conflict');
  await expect(accept(4)).rejects.toThrow('conflict');
  expect(new Set(keys).size).toBe(4);
});
