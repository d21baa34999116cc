/** `npm run pictures`: icons and pictures of the installers, made anew from their drawings in build/art. */
import { prepare, program } from './lib/program.mjs';
import { run } from './lib/run.mjs';
import { inRoot, node24, root, toolEnv } from './setup/places.mjs';

await program(async (report) => {
  await prepare('hub', report);
  const script = `import(${JSON.stringify(inRoot('scripts', 'dist', 'pictures.mjs'))}).then(({ drawPictures }) => drawPictures())`;
  const { code, output } = await run(node24, ['--eval', script], { cwd: root, env: toolEnv() });
  report.line(code === 0 ? '✓ Pictures: drawn' : output);
  return code;
});
