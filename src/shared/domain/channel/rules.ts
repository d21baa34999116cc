import { maxTextLength } from '../../protocol/limits.ts';

/**
 * What a message may be on the way that it takes to the customer. Data alone: another channel is another row (of SMS a
 * shorter one, of e-mail one that shows markup), and neither composer nor check has to know of it.
 */
export type ChannelRules = {
  /** Longest text, UTF-16 units. */
  readonly longest: number;
  /** From so many before that on the rest is counted, to be seen. */
  readonly counted: number;
  /** Markup that the customer's side shows; of other kinds the customer would see the signs themselves. */
  readonly shows: readonly Markup[];
};

export type Markup = 'html' | 'markdown';

const rules = {
  /** The widget: text as it was written, links found in it. */
  web: { longest: maxTextLength, counted: 500, shows: [] },
} as const satisfies Readonly<Record<string, ChannelRules>>;

export type Channel = keyof typeof rules;

export function rulesOf(channel: Channel): ChannelRules {
  return rules[channel];
}
