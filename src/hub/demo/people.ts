import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import type { Role } from '#shared/protocol/handshake.ts';
import type { People } from '../people/index.ts';

export const demoWorkspaceName = '星河商城';

const demoPeople = [
  { name: '林悦', email: 'lin@demo.yingke.test', role: 'agent' },
  { name: '陈晨', email: 'chen@demo.yingke.test', role: 'agent' },
  { name: '周岚', email: 'zhou@demo.yingke.test', role: 'supervisor' },
] as const satisfies readonly { name: string; email: string; role: Role }[];

type Accounts = {
  hub: string;
  accounts: { name: string; email: string; password: string; role: Role }[];
};

/**
 * Sees that the demo's people exist, with random passwords that are kept in `path` for nobody but
 * the owner of the data folder; and that the file names the hub's present address.
 */
export async function seedDemo(people: People, path: string, hub: string): Promise<void> {
  const kept = await readAccounts(path);
  const accounts: Accounts['accounts'] = [];
  for (const person of demoPeople) {
    const known = kept?.accounts.find((a) => a.email === person.email);
    const password = known?.password ?? randomBytes(12).toString('base64url');
    const exists = (await people.accountOf(person.email)) !== null;
    if (!exists) await people.create({ ...person, password });
    // The file was lost, or it was not written before the power went: a new password for them.
    else if (known === undefined) await people.setPassword(person.email, password);
    accounts.push({ ...person, password });
  }
  await writePrivately(path, `${JSON.stringify({ hub, accounts } satisfies Accounts, null, 2)}\n`);
}

async function readAccounts(path: string): Promise<Accounts | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Accounts;
  } catch {
    return null;
  }
}

/** Whole or not at all, and never readable by others, not even for a moment. */
async function writePrivately(path: string, content: string): Promise<void> {
  const draft = `${path}.new`;
  await writeFile(draft, content, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
}
