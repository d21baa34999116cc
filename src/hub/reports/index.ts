export { reportHandlers } from './handlers.ts';
export { createRebuilding, openRebuilding, type Rebuilding } from './rebuilding.ts';
export { createReports, fillInterval, type Reports } from './reports.ts';
export { reportScopeOf } from './scope.ts';
export type { TryRule } from './trial.ts';
