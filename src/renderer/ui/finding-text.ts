import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { Finding } from '#shared/domain/reply-check/check.ts';

/** What the reply check has found, in a sentence. */
export function findingText(found: Finding): MessageDescriptor {
  switch (found.rule) {
    case 'greet':
      return msg`The first answer begins with a greeting.`;
    case 'banned': {
      const { word, instead } = found;
      return instead === ''
        ? msg`“${word}” is not to be said to customers.`
        : msg`“${word}” is not to be said to customers. Better: “${instead}”`;
    }
    case 'personal':
      switch (found.what) {
        case 'identity_card':
          return msg`There is an identity card number in it.`;
        case 'bank_card':
          return msg`There is a bank card number in it.`;
        case 'password':
          return msg`There seems to be a password in it.`;
        default:
          return assertNever(found.what);
      }
    case 'unanswered': {
      const { question } = found;
      return msg`Not answered yet: “${question}”`;
    }
    case 'wrongName': {
      const { word } = found;
      return msg`“${word}” is not this customer’s name.`;
    }
    default:
      return assertNever(found);
  }
}
