import { app, type Session, session, type WebContents } from 'electron';

/**
 * What no page of ours needs, and a page that was taken over would want: other places, windows, frames
 * and every permission. Electron grants permissions by default.
 */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  lockSession(session.defaultSession);
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** But one: the wallboard fills the screen, and Esc gives it back. */
function lockSession(of: Session): void {
  of.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'fullscreen'));
  of.setPermissionCheckHandler(() => false);
  of.setDevicePermissionHandler(() => false);
  of.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  of.on('will-download', (event) => event.preventDefault());
}
