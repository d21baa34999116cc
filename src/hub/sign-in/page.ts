/** For a browser whose sign-in belongs to no desk any more: there is nowhere to send it. Fixed words, and no address of anything. */
export const overPage = page(
  'This sign-in is over. Please begin again in Yingke.',
  '这次登录已失效。请回到迎客，重新登录。',
);
export const noSignOutPage = page(
  'The identity provider cannot be reached, or has no page for signing out. You may close this page.',
  '身份提供方无法访问，或没有退出登录页面。可以关闭此页面。',
);

function page(en: string, zh: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Yingke</title><meta name="color-scheme" content="light dark"><h1>Yingke 迎客</h1><p>${en}</p><p lang="zh-CN">${zh}</p></html>`;
}
