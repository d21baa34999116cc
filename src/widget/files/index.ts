import { choose as choosing } from './choose.ts';
import type { FilesModule } from './contract.ts';
import { show as draw } from './show.ts';
import { upload as bring } from './upload.ts';

/** The panel's part for files: loaded where there are some (`contract.ts` says what it gives). */
export const { choose, show, upload }: FilesModule = { choose: choosing, show: draw, upload: bring };
