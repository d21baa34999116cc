import { chmod, rename, writeFile } from 'node:fs/promises';

/** Whole or not at all, and never readable by others, not even for a moment. */
export async function writePrivately(path: string, content: string): Promise<void> {
  const draft = `${path}.new`;
  await writeFile(draft, content, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
}
