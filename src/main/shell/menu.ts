import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../locales/texts.ts';

/** The application's menu in its own words; on most systems it shows only when it is asked for. */
export function setMenu(texts: Texts): void {
  const { menu } = texts;
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    {
      label: isMac ? app.getName() : menu.file,
      submenu: [
        ...(isMac ? [{ role: 'hide', label: menu.hide } as const, separator] : []),
        { role: 'quit', label: menu.quit, accelerator: 'CommandOrControl+Q' },
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo', label: menu.undo },
        { role: 'redo', label: menu.redo },
        separator,
        { role: 'cut', label: menu.cut },
        { role: 'copy', label: menu.copy },
        { role: 'paste', label: menu.paste },
        { role: 'pasteAndMatchStyle', label: menu.pastePlain },
        { role: 'selectAll', label: menu.selectAll },
      ],
    },
    {
      label: menu.view,
      submenu: [
        { role: 'resetZoom', label: menu.actualSize },
        { role: 'zoomIn', label: menu.zoomIn },
        { role: 'zoomOut', label: menu.zoomOut },
        separator,
        { role: 'togglefullscreen', label: menu.fullScreen },
        ...(app.isPackaged
          ? []
          : [
              separator,
              { role: 'reload', label: menu.reload } as const,
              { role: 'toggleDevTools', label: menu.devTools } as const,
            ]),
      ],
    },
    {
      label: menu.window,
      submenu: [
        { role: 'minimize', label: menu.minimize },
        { role: 'close', label: menu.close },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
