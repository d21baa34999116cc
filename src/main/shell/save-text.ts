import { writeFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';
import { chooseFile } from './choose-file.ts';

/** The person says where; nothing is written anywhere else. False where they think better of it. */
export async function saveText(window: BrowserWindow, name: string, text: string): Promise<boolean> {
  const path = await chooseFile(window, name);
  if (path === null) return false;
  await writeFile(path, text, 'utf8');
  return true;
}
