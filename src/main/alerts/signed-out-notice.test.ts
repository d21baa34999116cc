import { expect, test } from 'vitest';
import type { Account } from '#shared/ipc/account.ts';
import { textsFor } from '../locales/texts.ts';
import { signedOutNotice } from './signed-out-notice.ts';

const texts = textsFor('en');
const out = (code: string | null): Account => ({
  ...{ state: 'signed-out', hub: 'https://hub.example', email: 'ann@example.com', code },
});

test('[A16] who was signed out by the hub is told of which account it is, and that they can sign in again', () => {
  const notice = signedOutNotice(out('unauthenticated'), 'Shop · Ann', texts);
  expect(notice).toMatchObject({ kind: 'line', importance: 'high', conversationId: null });
  expect(notice?.title).toBe('Signed out by the hub');
  expect(notice?.body).toContain('for Shop · Ann until you sign in again');
  expect(signedOutNotice(out('unauthenticated'), null, texts)?.body).toContain('until you sign in again');
  expect(signedOutNotice(out('forbidden'), 'Shop', texts)?.title).toBe('This account was closed');
});

test('whose data went with the sign-out is not told that something was kept', () => {
  for (const label of ['Shop · Ann', null]) {
    const notice = signedOutNotice(out('wiped'), label, texts);
    expect(notice?.title).toBe('Signed out by the hub');
    expect(notice?.body).toContain('nothing of');
    expect(notice?.body).not.toContain('is kept');
  }
});

test('[A16] who went by themselves, and who may not use this hub, is told nothing', () => {
  expect(signedOutNotice(out(null), 'Shop', texts)).toBe(null);
  expect(signedOutNotice(out('managed'), 'Shop', texts)).toBe(null);
});
