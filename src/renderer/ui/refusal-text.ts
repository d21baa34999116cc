import { useLingui } from '@lingui/react/macro';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { Refusal } from '#shared/protocol/errors.ts';

/** A refusal in plain words: what happened and, where there is something, what to do. */
export function useRefusalText(): (refusal: Refusal) => string {
  const { t } = useLingui();
  return ({ code, owner, retryAfter, field }) => {
    const seconds = Math.ceil((retryAfter ?? 0) / 1000);
    switch (code) {
      case 'unauthenticated':
        return t`You have been signed out. Please sign in again.`;
      case 'wrong_credentials':
        return t`E-mail or password is not right.`;
      case 'forbidden':
        return t`Your account is not allowed to do this.`;
      case 'no_password':
        return t`Sign in through your organisation’s identity provider here, not with a password.`;
      case 'no_role':
        if (field === 'email')
          return t`Your e-mail address is not verified at your organisation’s identity provider. Please ask your administrator.`;
        return t`Your organisation knows you, but none of your groups may work here. Please ask your administrator.`;
      case 'sign_in_failed':
        if (field === 'cancelled') return t`The sign-in was cancelled.`;
        if (field === 'timed_out')
          return t`Nobody signed in in the browser within five minutes. Please try again.`;
        return t`The sign-in in the browser was not completed. Please try again.`;
      case 'managed':
        return t`Your organisation has settled this.`;
      case 'wiped':
        return t`You have been signed out. By a rule of your organisation nothing of the account was kept on this computer, not what was unsent either.`;
      case 'origin_refused':
        return t`The hub does not accept this program.`;
      case 'not_found':
        return t`It no longer exists.`;
      case 'conflict':
        return t`It was changed by somebody else meanwhile. Please look again.`;
      case 'taken':
        return owner === undefined
          ? t`Somebody else has taken this conversation.`
          : t`${owner} has taken this conversation.`;
      case 'join_first':
        return t`You are watching. Join, or take it over, to write to the customer.`;
      case 'not_yours':
        return t`This conversation is back in the queue. Take it to go on.`;
      case 'too_late':
        return t`It is too late to take this back.`;
      case 'conversation_closed':
        return t`This conversation is closed.`;
      case 'too_many':
        return t`There are as many of these as there may be. Delete some first.`;
      case 'bad_request':
        return t`The hub does not accept this. Please check what was entered.`;
      case 'unknown_event':
        return t`The hub does not know how to do this. It may be older than this program.`;
      case 'too_large':
        return t`This is too long to be sent.`;
      case 'file_size':
        return t`A file may be 20 MB at most, and not empty.`;
      case 'file_type':
        return t`Files of this kind are not taken. Pictures, PDF, Office, ZIP, text, sound and video are.`;
      case 'file_broken':
        return t`This picture cannot be read, or is too large. Please send another one.`;
      case 'file_quota':
        return t`No more files are taken today.`;
      case 'file_gone':
        return t`A file is no longer at the hub. Please attach it again.`;
      case 'upgrade_required':
        return t`This version of Yingke is too old for the hub. Please install the new one.`;
      case 'slow_down':
        return seconds > 0
          ? t`Too many attempts. Please try again in ${seconds} seconds.`
          : t`Too many attempts. Please wait a moment.`;
      case 'unavailable':
        return field === 'provider'
          ? t`Your organisation’s identity provider cannot be reached right now.`
          : t`The hub cannot be reached right now.`;
      case 'internal':
        return t`Something went wrong. Please try again.`;
      default:
        return assertNever(code);
    }
  };
}
