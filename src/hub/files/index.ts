export { createFiles, type Files } from './files.ts';
export { type Owner as FileOwner, refOf } from './records.ts';
export { fileRoutes } from './routes.ts';
export type { FileLimits } from './uploads.ts';
