/** What the thread that draws pictures anew is asked, and what it answers. */

export type Drawing = {
  readonly id: number;
  /** As it was sent. */
  readonly from: string;
  /** Where the picture goes, and a small one of it. */
  readonly to: string;
  readonly thumb: string;
  readonly type: string;
};

export type Drawn = { readonly width: number; readonly height: number; readonly size: number };

export type DrawingReply =
  | { readonly id: number; readonly ok: true; readonly drawn: Drawn }
  /** The picture's fault, or ours. */
  | { readonly id: number; readonly ok: false; readonly broken: boolean; readonly message: string };

/** Most pixels, all frames of a moving picture together: 50 million are 200 MB while they are drawn. */
export const maxPixels = 50_000_000;
/** Longest side, pixels. */
export const maxSide = 16_000;
/** Frames of a moving picture; of one with more the first is kept. */
export const maxFrames = 300;
/** Longest side of the small picture, pixels. */
export const thumbSide = 480;
