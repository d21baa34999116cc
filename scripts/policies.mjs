/** `npm run policies`: templates and reference of the policies, made anew from their table in `src/shared/domain/policy`. */
import { prepare, program } from './lib/program.mjs';
import { runShown } from './lib/run.mjs';
import { inRoot, node24, root, toolEnv } from './setup/places.mjs';

await program(async (report) => {
  await prepare('hub', report);
  return runShown(node24, [inRoot('scripts', 'policies', 'write.ts')], { cwd: root, env: toolEnv() });
});
