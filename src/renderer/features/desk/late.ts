/**
 * What the desk's first paint does without, as one script. Whoever draws it names it by `lazyPart`; nothing of it may be
 * imported by what is drawn first, or it is in the first script again: the build says so.
 */
export { Composer } from './composer/composer.tsx';
export { EmojiPickerPopover } from './composer/emoji/emoji-picker-popover.tsx';
export { EmojiPopover } from './composer/emoji/emoji-popover.tsx';
export { MentionPopover } from './composer/mention-popover.tsx';
export { SlashReplies } from './composer/replies/slash-replies.tsx';
export { ContextTabShown } from './context/context-tab-shown.tsx';
export { Viewer } from './files/viewer.tsx';
export { LinkAndMenu } from './link-menu.tsx';
export { PastConversation } from './past-conversation.tsx';
export { DayPopover } from './transcript/day-popover.tsx';
export { EditedTooltip } from './transcript/edited-tooltip.tsx';
export { FindBar } from './transcript/find-bar.tsx';
export { MessageMenu } from './transcript/message-menu.tsx';
export { WrapUpForm } from './wrap-up/wrap-up-form.tsx';
