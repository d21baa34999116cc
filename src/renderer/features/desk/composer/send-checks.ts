import type { MessageDescriptor } from '@lingui/core';
import type { LocalFile } from '#shared/ipc/files.ts';

/** What one Enter is about to send. */
export type Content = {
  readonly conversationId: string;
  readonly text: string;
  /** What goes along with it. */
  readonly files?: readonly LocalFile[];
};

/** Why a text waits for a second look before it leaves. */
export type Hold = {
  /** Of the check that holds it. */
  readonly id: string;
  readonly reason: MessageDescriptor;
  /** No second look lets it pass: it has to be changed. */
  readonly firm?: true;
  /** The conversation that it seems to be meant for: the text can be taken there. */
  readonly moveTo?: string;
};

/**
 * Looks at what is about to leave. Runs between Enter and the bubble: a pure rule over what is in memory, which
 * asks nobody. Null lets it pass.
 */
export type SendCheck = (content: Content) => Hold | null;

/**
 * What still holds the content. `shown` is what the writer has been told of this same content, which a send that
 * means it (`anyway`) passes; what they were not told of holds it again.
 */
export function heldBack(
  checks: readonly SendCheck[],
  content: Content,
  shown: readonly Hold[],
  anyway: boolean,
): readonly Hold[] {
  const holds = checks.flatMap((check) => check(content) ?? []);
  const isPassed = (hold: Hold) => anyway && hold.firm !== true && shown.some(({ id }) => id === hold.id);
  return holds.every(isPassed) ? [] : holds;
}
