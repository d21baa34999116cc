import { type Kept, makeKept } from './kept.ts';

/** What is typed but not sent: kept for this tab, so that a reload or the next page does not lose it. */
export const makeDraft = (base: string): Kept => makeKept(`yingke:draft:${base}`);

export type Draft = Kept;
