import { expect, test } from 'vitest';
import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import { newId } from '#shared/domain/key.ts';
import { createHeads } from './heads.ts';
import type { Held } from './writes.ts';

const visitor = (): Visitor => ({ id: newId(), name: null, locale: 'en' });
const held = (of: Visitor, change: Partial<Conversation> = {}): Held => ({
  conversation: { id: newId(), visitor: of, status: 'queued', ...change } as Conversation,
  publicSeq: 2,
  lastSaid: null,
  owners: [],
});

test('a visitor’s open conversation is as the last commit left it', () => {
  const heads = createHeads();
  const who = visitor();
  const begun = held(who);
  heads.keep({ begun: [begun], changed: [] });
  expect(heads.of(who)).toBe(begun);
  const grown = { ...begun, publicSeq: 3 };
  heads.keep({ begun: [], changed: [grown] });
  expect(heads.of(who)).toBe(grown);
});

test('a closed one is forgotten; an old one that changes once more does not take the new one along', () => {
  const heads = createHeads();
  const who = visitor();
  const old = held(who);
  heads.keep({ begun: [old], changed: [] });
  heads.keep({ begun: [], changed: [{ ...old, conversation: { ...old.conversation, status: 'closed' } }] });
  expect(heads.of(who)).toBeNull();
  const begun = held(who);
  heads.keep({ begun: [begun], changed: [] });
  heads.keep({ begun: [], changed: [{ ...old, conversation: { ...old.conversation, status: 'closed' } }] });
  expect(heads.of(who)).toBe(begun);
});

test('of a visitor who changed since, nothing is known', () => {
  const heads = createHeads();
  const who = visitor();
  heads.keep({ begun: [held(who)], changed: [] });
  expect(heads.of({ ...who, locale: 'zh-CN' })).toBeNull();
  expect(heads.of({ ...who, name: 'Mei' })).toBeNull();
});

test('only the last 5,000 are remembered', () => {
  const heads = createHeads();
  const many = Array.from({ length: 5001 }, visitor);
  heads.keep({ begun: many.map((one) => held(one)), changed: [] });
  expect(heads.of(many[0] as Visitor)).toBeNull();
  expect(heads.of(many[1] as Visitor)).not.toBeNull();
});
