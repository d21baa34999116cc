import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';

/** The person says where to; the name that is offered is one that the hub has cleaned. */
export async function saveAs(
  window: BrowserWindow,
  name: string,
  bytes: () => Promise<Uint8Array>,
): Promise<boolean> {
  const defaultPath = join(app.getPath('downloads'), name.replace(/[/\\]/gu, '_'));
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath });
  if (canceled || filePath === '') return false;
  await writeFile(filePath, await bytes());
  return true;
}
