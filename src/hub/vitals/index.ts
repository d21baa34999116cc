export { createHealth } from './health.ts';
export { createMetrics, lastBackup } from './metrics.ts';
export { vitalPaths, vitalRoutes } from './routes.ts';
export { metricsToken } from './token.ts';
