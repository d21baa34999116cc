import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';

/** The person says where; nothing is written anywhere else. False where they think better of it. */
export async function saveText(window: BrowserWindow, name: string, text: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
  if (canceled || filePath === '') return false;
  await writeFile(filePath, text, 'utf8');
  return true;
}
