import { msg } from '@lingui/core/macro';
import { unfilledIn } from '#shared/domain/replies/variables.ts';
import type { SendCheck } from '../send-checks.ts';

/** A reply whose variables still stand there as they are (A2): nobody wants to be called {{customer.name}}. */
export const unfilledCheck: SendCheck = ({ text }) => {
  const [first] = unfilledIn(text);
  return first === undefined
    ? null
    : { id: `unfilled:${first}`, reason: msg`${first} is not filled in yet.` };
};
