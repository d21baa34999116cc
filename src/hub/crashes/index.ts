export { crashRoutes } from './routes.ts';
export { crashKey } from './sealing.ts';
export { type CrashLimits, type CrashStore, createCrashStore } from './store.ts';
