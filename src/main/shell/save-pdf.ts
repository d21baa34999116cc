import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';

/** What the page's print styles leave of it. The person says where; false where they think better of it. */
export async function savePdf(window: BrowserWindow, name: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: name,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (canceled || filePath === '') return false;
  const bytes = await window.webContents.printToPDF({
    pageSize: 'A4',
    landscape: true,
    printBackground: true,
  });
  await writeFile(filePath, bytes);
  return true;
}
