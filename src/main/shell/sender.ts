import { appOrigin } from './asset-path.ts';

/** True for a message of our own page: the top frame of our window, at our own address. */
export function isOurFrame(
  sender: { readonly frame: unknown; readonly url: string | null },
  mainFrame: unknown,
): boolean {
  if (sender.frame === null || sender.frame !== mainFrame || sender.url === null) return false;
  return URL.canParse(sender.url) && sender.url.startsWith(`${appOrigin}/`);
}
