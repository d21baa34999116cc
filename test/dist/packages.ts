import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { projectRoot } from '../support/launch.ts';
import type { InstalledDesk } from './installed-desk.ts';

/** The package in dist/ whose name ends so. */
export function packageIn(end: string): string {
  const dist = join(projectRoot, 'dist');
  const name = existsSync(dist) ? readdirSync(dist).find((each) => each.endsWith(end)) : undefined;
  if (name === undefined) throw new Error(`there is no ${end} in dist/: npm run dist makes it`);
  return join(dist, name);
}

/** All its processes are an ordinary user's, and the page's is shut in: no new rights, and a filter of system calls. */
export function expectSandbox(desk: InstalledDesk): void {
  const processes = desk.processes();
  expect(processes.length).toBeGreaterThan(4);
  expect(processes.filter(({ args }) => args.includes('--no-sandbox'))).toEqual([]);
  const renderer = processes.find(({ args }) => args.includes('--type=renderer'));
  if (renderer === undefined) throw new Error('no renderer');
  const status = readFileSync(`/proc/${renderer.pid}/status`, 'utf8');
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).not.toMatch(/^Uid:\s+0\s/m);
}
