import type { Locale } from '../../protocol/fields.ts';

/** One thing that a simulated customer says, and which words a good answer has at least one of. */
export type Line = { readonly say: string; readonly expects?: readonly string[] };

/** A simulated customer (A15). Names are told apart within a scene: a conversation is found by them. */
export type Script = {
  readonly name: string;
  readonly locale: Locale;
  /** Steps of priority. */
  readonly value?: 'vip';
  /** Comes so long after the beginning, seconds. */
  readonly arrives: number;
  readonly lines: readonly [Line, ...Line[]];
  /** What they say once everything was answered. */
  readonly thanks: string;
};

export const sceneIds = ['shop', 'telecom', 'game'] as const;
export type SceneId = (typeof sceneIds)[number];

/** Seconds without an answer after which a customer asks again, and after which they give up. */
export const patience = { nudge: 45, leave: 150 } as const;

/** What a customer says who has waited, and who gives up. */
export const impatient: Readonly<Record<Locale, { readonly nudge: string; readonly leave: string }>> = {
  'zh-CN': { nudge: '在吗？', leave: '算了，等太久了' },
  en: { nudge: 'Hello? Is anybody there?', leave: 'Never mind, this takes too long.' },
};
