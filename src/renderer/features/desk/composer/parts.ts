import type { ComponentType } from 'react';
import { lazyPart } from '../../../state/lazy-part.tsx';
import { AttachButton, Attachments } from './attachments.tsx';
import { channelCheck, lengthCheck } from './channel-check.ts';
import { EmojiTool } from './emoji/emoji-tool.tsx';
import { CheckState } from './guard/check-state.tsx';
import { guardCheck } from './guard/guard-check.ts';
import { replyCheck } from './guard/reply-checks.ts';
import { inReply } from './in-reply.tsx';
import { NoteTool } from './note-tool.tsx';
import { QuoteBar } from './quote-bar.tsx';
import { OrderLine } from './replies/order-line.tsx';
import { RepliesButton } from './replies/replies-button.tsx';
import { unfilledCheck } from './replies/unfilled-check.ts';
import type { SendCheck } from './send-checks.ts';

/** What opens only while one writes. */
const EmojiPopover = lazyPart(() => import('../late.ts').then((m) => m.EmojiPopover));
const MentionPopover = lazyPart(() => import('../late.ts').then((m) => m.MentionPopover));
const SlashReplies = lazyPart(() => import('../late.ts').then((m) => m.SlashReplies));

/**
 * What the composer is made of besides its text. A part takes no props: it asks `useComposer` of `composer-api.ts`,
 * and draws nothing where it has nothing to say.
 */

/** Between the line that says whom one answers and the text: what goes with it, and what it is about. */
export const aboveText: readonly ComponentType[] = [QuoteBar, inReply(Attachments), SlashReplies, OrderLine];

/** Over the text at the caret: choices that open while one writes. They take the keys by `useKeys`. */
export const atCaret: readonly ComponentType[] = [MentionPopover, EmojiPopover];

/** Buttons of the row below the text, from the left. */
export const tools: readonly ComponentType[] = [
  inReply(AttachButton),
  EmojiTool,
  RepliesButton,
  NoteTool,
  CheckState,
];

/** Asked in this order before anything leaves. */
export const sendChecks: readonly SendCheck[] = [channelCheck, unfilledCheck, guardCheck, replyCheck];

/** The same for a note, which no customer reads: nothing in it can be said to the wrong one. */
export const noteChecks: readonly SendCheck[] = [lengthCheck];
