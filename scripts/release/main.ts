import { describe } from '../lib/problem.mjs';
import { release } from './command.ts';

try {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  await release(process.argv.slice(2), { env: process.env, now: Date.now(), say });
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}
