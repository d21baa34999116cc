// Loaded by Electron before the app when Playwright attaches to it.
//
// Node makes `globalThis.performance` when it is first asked for, by loading `perf_hooks`. Playwright's
// scripts ask for it, and the debugger runs them in the middle of whatever main is doing: when that
// is the loading of `perf_hooks` itself (the first `fetch` does that), the half-loaded module counts,
// `performance` is undefined for good and every later `fetch` fails. Asked for here it is there
// before Playwright's first script, which waits for the loader below.
if (globalThis.performance === undefined) throw new Error('performance could not be loaded');

require('../../node_modules/playwright-core/lib/server/electron/loader.js');
