import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** What `lingui check` says of the catalogues; it throws where it finds something. */
async function check(...what: string[]): Promise<string> {
  const cli = resolve(root, 'node_modules/@lingui/cli/dist/lingui.js');
  const { stdout } = await run(process.execPath, [cli, 'check', ...what, '--workers', '1', '--verbose'], { cwd: root });
  return stdout;
}

describe('catalogues', () => {
  it('hold every text of the code and no other: extraction would change nothing', async () => {
    expect(await check('sync', '--clean')).toContain('PASS');
  }, 30_000);

  it('have every text in both languages', async () => {
    expect(await check('missing', '--mode', 'catalog')).toContain('PASS');
  }, 30_000);

  it('are the only place with Chinese text', () => {
    const files = globSync('src/renderer/**/*.{ts,tsx,html,css}', { cwd: root });
    const code = files.filter((file) => !file.includes('.test.'));
    expect(code.length).toBeGreaterThan(50);
    expect(code.filter((file) => /\p{Script=Han}/u.test(readFileSync(resolve(root, file), 'utf8')))).toEqual([]);
  });
});
