export { createHook, type Hook } from './hook.ts';
export { createWatchRules, type WatchRuleBook } from './rules.ts';
export { createWatch, type Watch } from './watch.ts';
