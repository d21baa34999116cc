/**
 * The least that is an Electron app with a window: what the desk's start is measured against. It says
 * the same two moments on stdout, in milliseconds since the process was started.
 */
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

const say = (name) => {
  const ms = Date.now() - process.getCreationTime();
  process.stdout.write(`YINGKE ${JSON.stringify({ event: 'timing', name, ms })}\n`);
};

app.on('window-all-closed', () => app.quit());

// Not awaited: Electron is not ready before this module has run to its end.
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  if (window.isVisible()) say('window-shown');
  else window.once('show', () => say('window-shown'));
  window.webContents.once('did-finish-load', async () => {
    // Two frames after the page is laid out something is on the screen; the desk counts the same way.
    await window.webContents.executeJavaScript(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))',
    );
    say('conversation-painted');
  });
  void window.loadFile(join(import.meta.dirname, 'index.html'));
});
