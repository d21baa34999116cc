/** `npm run check`: format, lint, types, architecture, dead code and unit tests; under a minute. */
import { checks } from './lib/checks.mjs';
import { prepare, program } from './lib/program.mjs';
import { seconds } from './lib/report.mjs';
import { runSteps } from './lib/steps.mjs';

await program(async (report) => {
  await prepare('hub', report);
  const started = performance.now();
  const failed = await runSteps(checks().steps, report);
  const time = seconds(performance.now() - started);
  report.line(failed.length === 0 ? `✓ All well (${time})` : `✗ Not well: ${failed.join(', ')} (${time})`);
  return failed.length === 0 ? 0 : 1;
});
