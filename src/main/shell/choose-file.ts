import { type BrowserWindow, dialog } from 'electron';

/** Where the person wants it; null where they think better of it. */
export async function chooseFile(window: BrowserWindow, name: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
  return canceled || filePath === '' ? null : filePath;
}
