import { type BrowserWindow, Menu } from 'electron';
import type { Texts } from '../locales/texts.ts';
import { editMenu } from './edit-menu.ts';

/** Opens the menu of a text wherever the page has none of its own. */
export function followContextMenu(window: BrowserWindow, texts: () => Texts): void {
  const { webContents } = window;
  webContents.on('context-menu', (_event, clicked) => {
    const items = editMenu(clicked, texts(), {
      replace: (word) => webContents.replaceMisspelling(word),
      learn: (word) => void webContents.session.addWordToSpellCheckerDictionary(word),
    });
    if (items.length > 0) Menu.buildFromTemplate([...items]).popup({ window });
  });
}
