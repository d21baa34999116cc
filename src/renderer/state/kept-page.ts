import type { KeptPage } from '#shared/ipc/app.ts';
import { tell } from '../bridge/bridge.ts';
import { quotesNow, setComposing } from './composing.ts';
import { useTabs } from './tabs.ts';

let place: KeptPage['place'] = null;

/** What the page before this one of the same account was at. */
export function applyKept(kept: KeptPage | undefined): void {
  place = kept?.place ?? null;
  for (const { conversationId, quote } of kept?.quotes ?? []) setComposing(conversationId, { quote });
}

/** The line that was the first in sight there, once. */
export function takePlace(conversationId: string): number | null {
  if (place?.conversationId !== conversationId) return null;
  const { seq } = place;
  place = null;
  return seq;
}

/** The page goes, and another account's comes: what is in no draft is given to main. */
export function keepPage(): void {
  tell('app.keep', { quotes: quotesNow().slice(0, 100), place: placeNow() });
}

/** Null at the end, and where two stand side by side. */
function placeNow(): KeptPage['place'] {
  const { active } = useTabs.getState();
  const [box, ...more] = document.querySelectorAll<HTMLElement>('[data-testid="transcript"]');
  if (active === null || box === undefined || more.length > 0) return null;
  // As near to it as counts as being there.
  if (box.scrollHeight - box.scrollTop - box.clientHeight <= 32) return null;
  const top = box.getBoundingClientRect().top;
  const line = [...box.querySelectorAll<HTMLElement>('[data-line]')].find(
    (one) => one.getBoundingClientRect().bottom > top,
  );
  const seq = Number(line?.dataset.seq);
  return Number.isInteger(seq) && seq > 0 ? { conversationId: active, seq } : null;
}
