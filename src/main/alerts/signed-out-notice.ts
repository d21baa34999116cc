import type { Account } from '#shared/ipc/account.ts';
import { fill, type Texts } from '../locales/texts.ts';
import type { Notice } from '../shell/notices.ts';
import { aboutDesk } from './desk-events.ts';

/**
 * What is said to somebody whose hub has signed them out, as one who has just become nobody; null where they went by
 * themselves. `label`: how the account is called beside others. The notification's own title says it too, but a system that cuts
 * a long title must not leave open which account it is.
 */
export function signedOutNotice(account: Account, label: string | null, texts: Texts): Notice | null {
  if (account.state !== 'signed-out') return null;
  const { code } = account;
  if (code !== 'unauthenticated' && code !== 'forbidden' && code !== 'wiped') return null;
  const { signedOutTitle, closedTitle, closedBody, ...bodies } = texts.notice;
  const isClosed = code === 'forbidden';
  const [here, beside] =
    code === 'wiped' ? [bodies.wipedHere, bodies.wipedBody] : [bodies.signedOutHere, bodies.signedOutBody];
  const again = label === null ? here : fill(beside, { account: label });
  const notice = aboutDesk('line', isClosed ? closedTitle : signedOutTitle, isClosed ? closedBody : again);
  return { ...notice, importance: 'high' };
}
