import { msg } from '@lingui/core/macro';
import { type Misfit, misfits } from '#shared/domain/channel/check.ts';
import { rulesOf } from '#shared/domain/channel/rules.ts';
import type { Hold, SendCheck } from './send-checks.ts';

/** What the way to the customer takes; there is one so far. */
export const channelRules = rulesOf('web');

/** Holds what does not fit the way to the customer: what is too long until it is shorter, what would look odd once. */
export const channelCheck: SendCheck = ({ text }) => {
  const [worst] = misfits(text, channelRules);
  return worst === undefined ? null : holdOf(worst);
};

/** Of what no customer reads only the length counts. */
export const lengthCheck: SendCheck = ({ text }) => {
  const long = misfits(text, channelRules).find(({ is }) => is === 'too-long');
  return long === undefined ? null : holdOf(long);
};

function holdOf(misfit: Misfit): Hold {
  if (misfit.is === 'markup') {
    const { signs } = misfit;
    return {
      id: 'channel:markup',
      reason: msg`The customer would see the signs ${signs}: the chat shows plain text.`,
    };
  }
  const { over, longest } = misfit;
  return {
    id: 'channel:length',
    firm: true,
    reason: msg`Too long by ${over}: a message has ${longest} characters at most. Please shorten it, or send it in two.`,
  };
}
