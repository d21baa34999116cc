import * as z from 'zod/mini';

/**
 * What quality staff want a reply to be checked for before it is sent (A12): a setting of the house, kept with its
 * plan. `hint` is shown beside the reply; `hold` keeps it until a second key.
 */
export const checkMode = z.enum(['off', 'hint', 'hold']);
export type CheckMode = z.infer<typeof checkMode>;

const phrase = z.string().check(z.minLength(1), z.maxLength(60));

export const replyRules = z.strictObject({
  /** The first reply of an agent in a conversation has to contain one of `greetings`. */
  greet: checkMode,
  greetings: z.array(phrase).check(z.maxLength(50)),
  /** Words that are not to be said, and what to say instead; '' where there is nothing to suggest. */
  banned: checkMode,
  bannedWords: z
    .array(z.strictObject({ word: phrase, instead: z.string().check(z.maxLength(120)) }))
    .check(z.maxLength(1000)),
  /** Identity card and bank card numbers, passwords. */
  personal: checkMode,
  /** Of several questions of the customer the reply leaves one out. */
  unanswered: checkMode,
  /** It addresses somebody by another name than the customer's. */
  wrongName: checkMode,
});
export type ReplyRules = z.infer<typeof replyRules>;

/** For a house that has not said anything else. */
export const usualReplyRules: ReplyRules = {
  greet: 'hint',
  greetings: [
    '您好',
    '你好',
    '早上好',
    '下午好',
    '晚上好',
    'hello',
    'hi',
    'good morning',
    'good afternoon',
    'good evening',
  ],
  banned: 'hold',
  bannedWords: [
    { word: '不知道', instead: '我帮您确认一下' },
    { word: '不归我管', instead: '我帮您转给负责的同事' },
    { word: '你自己看', instead: '我给您说明一下' },
    { word: "that's not my job", instead: 'I will find the right person for you' },
  ],
  personal: 'hold',
  unanswered: 'hint',
  wrongName: 'hold',
};
