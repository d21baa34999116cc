import { configuration } from './scripts/dist/configuration.mjs';
import { builderRuntime } from './scripts/dist/runtime.mjs';

/** Packages for Windows, macOS and Linux: `npm run dist` (docs/building.md). */
export default configuration({ env: process.env, runtime: builderRuntime(process.env) });
