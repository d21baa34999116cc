export { reportHandlers } from './handlers.ts';
export { createReports, fillInterval, type Reports } from './reports.ts';
export { reportScopeOf } from './scope.ts';
