import { app, type Session, session, type WebContents } from 'electron';
import { appOrigin } from './asset-path.ts';

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

function lockSession(of: Session): void {
  of.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  of.setPermissionCheckHandler(() => false);
  of.setDevicePermissionHandler(() => false);
  of.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  of.on('will-download', (event) => event.preventDefault());
}

/** True for a message of our own page: the top frame of our window, at our own address. */
export function isOurFrame(
  sender: { readonly frame: unknown; readonly url: string | null },
  mainFrame: unknown,
): boolean {
  if (sender.frame === null || sender.frame !== mainFrame || sender.url === null) return false;
  return URL.canParse(sender.url) && sender.url.startsWith(`${appOrigin}/`);
}
