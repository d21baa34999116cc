export type { Admin } from './admin.ts';
export { openAdmin } from './open.ts';
export { adminRoutes } from './routes.ts';
