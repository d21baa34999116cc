import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { FigureId } from '#shared/domain/reports/figures.ts';
import type { Dimension } from '#shared/domain/reports/question.ts';

type Words = { readonly name: MessageDescriptor; readonly how: MessageDescriptor };

/** Every figure by its name, and how it is made. docs/reports.md has the same at more length. */
export const figureWords: Readonly<Record<FigureId, Words>> = {
  offered: {
    name: msg`Conversations`,
    how: msg`Conversations that began in the period. A customer who writes again after the end begins another one.`,
  },
  answered: {
    name: msg`Answered`,
    how: msg`Of the conversations that began in the period: a person has written to the customer. Messages that were left are not among them.`,
  },
  abandoned: {
    name: msg`Abandoned`,
    how: msg`Of the conversations that began in the period: closed without any person having written. Messages that were left are not among them.`,
  },
  left: {
    name: msg`Messages left`,
    how: msg`Conversations that began in the period in which the customer left a message and has not been back since.`,
  },
  pending: {
    name: msg`Waiting still`,
    how: msg`Conversations that began in the period, are open, and nobody has written to the customer yet.`,
  },
  abandonment: { name: msg`Abandonment`, how: msg`Abandoned ÷ (answered + abandoned).` },
  serviceLevel: {
    name: msg`Service level`,
    how: msg`First answers within what the group promised when the conversation began ÷ (answered + abandoned). Who was never answered counts as missed.`,
  },
  wait: {
    name: msg`Wait in the queue`,
    how: msg`Average of: from the beginning until an agent had the conversation for the first time.`,
  },
  wait90: {
    name: msg`Wait, 90 of 100`,
    how: msg`Nine of ten waited no longer in the queue: the value of that rank, not an estimate.`,
  },
  firstResponse: {
    name: msg`First response`,
    how: msg`Average of: from the beginning until a person wrote to the customer for the first time.`,
  },
  firstResponse90: {
    name: msg`First response, 90 of 100`,
    how: msg`Nine of ten had their first answer no later: the value of that rank, not an estimate.`,
  },
  nextResponse: {
    name: msg`Next response`,
    how: msg`Average over all later waits: from the first line that the customer wrote since the last answer, until the next answer. Belongs to who answered, and to the hour in which the wait began.`,
  },
  nextResponse90: {
    name: msg`Next response, 90 of 100`,
    how: msg`Nine of ten of the later waits were no longer: the value of that rank, not an estimate.`,
  },
  handled: {
    name: msg`Handled`,
    how: msg`How often a conversation became an agent's in the period. One that goes to a colleague counts for both.`,
  },
  handling: {
    name: msg`Handling`,
    how: msg`Average of: from when the agent had the conversation until it went on or was closed, and the wrap-up after it. Several at once count fully for each; “Effort” shares them out.`,
  },
  handling90: {
    name: msg`Handling, 90 of 100`,
    how: msg`Nine of ten took no longer with their wrap-up: the value of that rank, not an estimate.`,
  },
  afterCall: {
    name: msg`Wrap-up`,
    how: msg`Average of: from the end of the conversation until its wrap-up was done, or the time for it was over.`,
  },
  effort: {
    name: msg`Effort`,
    how: msg`Time in which agents had at least one conversation or wrap-up ÷ handled. Of several at once each takes its share.`,
  },
  transfersOut: {
    name: msg`Transferred`,
    how: msg`Transfers in the period, counted for who gave the conversation away and the group where it was.`,
  },
  transfersToGroup: {
    name: msg`To a group`,
    how: msg`Those of the transfers that went to the queue of a group, and not to a person.`,
  },
  transfersIn: {
    name: msg`Received`,
    how: msg`Transfers in the period, counted for the person or the group that got the conversation.`,
  },
  rating: {
    name: msg`Rating`,
    how: msg`Average of what customers said last about a conversation, from 1 to 5. Belongs to who served them, and to the hour in which it was said.`,
  },
  rated: { name: msg`Ratings`, how: msg`How many conversations were rated.` },
  rated5: { name: msg`5 stars`, how: msg`Conversations that were rated with 5.` },
  rated4: { name: msg`4 stars`, how: msg`Conversations that were rated with 4.` },
  rated3: { name: msg`3 stars`, how: msg`Conversations that were rated with 3.` },
  rated2: { name: msg`2 stars`, how: msg`Conversations that were rated with 2.` },
  rated1: { name: msg`1 star`, how: msg`Conversations that were rated with 1.` },
  signedIn: { name: msg`Signed in`, how: msg`Time with a desk open, whatever the status. Cut at midnight.` },
  online: { name: msg`Online`, how: msg`Time with a desk open and the status “online”.` },
  busy: { name: msg`Busy`, how: msg`Time with a desk open and the status “busy”.` },
  away: { name: msg`Away`, how: msg`Time with a desk open and the status “away”, for whatever reason.` },
  invisible: { name: msg`Invisible`, how: msg`Time with a desk open and the status “invisible”.` },
  serving: {
    name: msg`Serving`,
    how: msg`Time in which an agent had at least one conversation or wrap-up; several at once count once.`,
  },
  occupancy: {
    name: msg`Occupancy`,
    how: msg`Of the time with a desk open and not away: the share in which the agent had at least one conversation or wrap-up.`,
  },
};

export const dimensionWords: Readonly<Record<Dimension, MessageDescriptor>> = {
  agent: msg`Agent`,
  group: msg`Group`,
  channel: msg`Channel`,
  disposition: msg`Disposition`,
  hour: msg`Hour of the day`,
  day: msg`Day`,
  week: msg`Week`,
  month: msg`Month`,
};

/** What an entry behind a number was. */
export const kindWords: Readonly<Record<string, MessageDescriptor>> = {
  opened: msg`began`,
  message: msg`wrote`,
  assigned: msg`was assigned`,
  closed: msg`closed it`,
  wrapped: msg`finished the wrap-up`,
  rated: msg`rated it`,
};
