import type { ChannelRules, Markup } from './rules.ts';

/** What of a text does not fit a channel. */
export type Misfit =
  | { readonly is: 'too-long'; readonly over: number; readonly longest: number }
  /** The customer would see `signs`, and not what is meant by them. */
  | { readonly is: 'markup'; readonly signs: string };

/** Marked text as people paste it from elsewhere. Stars of a number that is hidden (138****1234) are none. */
const signsOf: Readonly<Record<Markup, RegExp>> = {
  html: /<\/?(?:a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|table|td|tr|u|ul)(?:\s[^<>]{0,200})?\/?>/iu,
  markdown: /(?<!\*)\*\*(?![\s*])[^*\n]{1,200}(?<!\s)\*\*(?!\*)|\[[^[\]\n]{1,200}\]\(https?:[^)\s]{1,500}\)/u,
};

/** As much of the signs as is shown. */
const shown = 30;

/** What does not fit, the worst first; empty where all does. */
export function misfits(text: string, { longest, shows }: ChannelRules): readonly Misfit[] {
  const found: Misfit[] = [];
  if (text.length > longest) found.push({ is: 'too-long', over: text.length - longest, longest });
  for (const markup of ['html', 'markdown'] as const) {
    const signs = shows.includes(markup) ? undefined : signsOf[markup].exec(text)?.[0];
    if (signs !== undefined)
      found.push({ is: 'markup', signs: signs.length > shown ? `${signs.slice(0, shown)}…` : signs });
  }
  return found;
}
