import { open } from 'node:fs/promises';

/** A name that has changed is kept by its folder. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing, and keeps it by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
