import type { DeskEvent } from '#shared/protocol/desk.ts';
import { inputsOfConversations } from './inputs-of-conversations.ts';
import { inputsOfCustomers } from './inputs-of-customers.ts';
import { inputsOfMonitoring } from './inputs-of-monitoring.ts';
import { inputsOfQuality } from './inputs-of-quality.ts';
import { inputsOfReplies } from './inputs-of-replies.ts';
import type { Inputs } from './on.ts';

/** Every event of the registry. */
export const deskInputs: Inputs<DeskEvent> = {
  ...inputsOfQuality,
  ...inputsOfMonitoring,
  ...inputsOfReplies,
  ...inputsOfCustomers,
  ...inputsOfConversations,
};
