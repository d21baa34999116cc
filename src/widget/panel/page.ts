import type { Page } from '#shared/protocol/fields.ts';

/** Where the visitor is now, cut to what the hub takes. Without the fragment: single-page sites keep state there. */
export function pageNow(): Page {
  return {
    url: location.href.replace(/#.*$/s, '').slice(0, 2000),
    title: String(document.title).slice(0, 300),
  };
}
