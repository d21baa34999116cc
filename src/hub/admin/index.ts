export { openAdmin } from './open.ts';
export { adminRoutes } from './routes.ts';
