/** `npm run build`: the desk and the widget into out/, each only when its sources changed. */
import { build } from './lib/build.mjs';
import { prepare, program } from './lib/program.mjs';

await program(async (report) => {
  await prepare('start', report);
  const before = report.lines;
  await build(['desk', 'widget'], report);
  if (report.lines === before) report.line('✓ Build: nothing has changed');
});
