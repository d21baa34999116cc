import type { FilesModule } from './contract.ts';
import { show as draw } from './show.ts';

/** The panel's part for files: loaded where there are some (`contract.ts` says what it gives). */
export const show: FilesModule['show'] = draw;
