import type { Page } from 'playwright-core';
import { composerActions } from './composer-actions.ts';
import { linkActions } from './link-actions.ts';
import { networkActions } from './network-actions.ts';
import { qualityActions } from './quality-actions.ts';
import { reportActions } from './report-actions.ts';

/** What is done on a screen before its picture is taken, by the scenario's name. */
type Action = (page: Page, theme: 'light' | 'dark') => Promise<void>;

async function openReplies(page: Page): Promise<void> {
  await page.getByTestId('part-replies').click();
  await page.getByTestId('reply-item').first().waitFor();
}

async function showWay(page: Page): Promise<void> {
  const earlier = page.getByTestId('way-earlier');
  if ((await earlier.count()) > 0) await earlier.click();
  await page.getByTestId('way').evaluate((section) => section.scrollIntoView({ block: 'center' }));
}

async function showOrders(page: Page): Promise<void> {
  await page.getByTestId('orders').evaluate((section) => section.scrollIntoView({ block: 'center' }));
}

async function openTransfer(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+T');
  await page.getByTestId('hand-over').waitFor();
}

async function lookFor(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  await page.getByTestId('search-field').fill(query);
}

async function openSettings(page: Page, section: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByTestId(`settings-${section}`).click();
}

async function openPalette(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByTestId('palette-field').fill(query);
  await page
    .getByTestId(query === '' ? 'palette-action' : 'palette-search')
    .first()
    .waitFor();
}

async function openKeyTable(page: Page): Promise<void> {
  await openSettings(page, 'shortcuts');
  await page.getByTestId('keys-row').first().waitFor();
}

async function openBoard(page: Page): Promise<void> {
  await page.getByTestId('part-monitor').click();
  await page.getByTestId('board').waitFor();
}

async function openWatch(page: Page): Promise<void> {
  await page.getByTestId('part-monitor').click();
  await page.getByTestId('monitor-alerts').click();
  await page.getByTestId('alerts').waitFor();
}

export const actions: Readonly<Record<string, Action>> = {
  watch: openWatch,
  'watch-chosen': async (page) => {
    await openWatch(page);
    await page.getByTestId('alert-row').nth(2).click();
    await page.getByTestId('alert-history').locator('li').first().waitFor();
  },
  'watch-past': async (page) => {
    await openWatch(page);
    await page.getByTestId('alerts-past').click();
    await page.getByTestId('alert-row').first().waitFor();
  },
  'watch-empty': openWatch,
  ...composerActions,
  ...networkActions,
  ...linkActions,
  ...qualityActions,
  board: openBoard,
  'board-filtered': async (page) => {
    await openBoard(page);
    await page.getByTestId('board-tile').nth(1).click();
    await page.getByTestId('board-trouble').click();
  },
  'board-behind-waiting': async (page) => {
    await openBoard(page);
    await page.getByTestId('tile-waiting-behind').first().click();
    await page.getByTestId('behind-line').first().waitFor();
  },
  'board-behind-level': async (page) => {
    await openBoard(page);
    await page.getByTestId('tile-level-behind').nth(1).click();
    await page.getByTestId('behind-line').first().waitFor();
  },
  'board-behind-free': async (page) => {
    await openBoard(page);
    await page.getByTestId('tile-free-behind').first().click();
    await page.getByTestId('behind-agent').first().waitFor();
  },
  'board-menu': async (page) => {
    await openBoard(page);
    await page.getByTestId('board-row').nth(2).click({ button: 'right' });
    await page.getByTestId('board-menu').waitFor();
  },
  'board-group-menu': async (page) => {
    await openBoard(page);
    await page.getByTestId('tile-menu').first().focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('board-menu').waitFor();
  },
  'board-pausing': async (page) => {
    await openBoard(page);
    await page.getByTestId('tile-menu').first().click();
    await page.locator('[data-action="pause"]').click();
    await page.getByTestId('pausing').waitFor();
  },
  'board-move': async (page) => {
    await openBoard(page);
    await page.getByTestId('tile-menu').first().click();
    await page.locator('[data-action="move"]').click();
    await page.getByTestId('move-to').selectOption({ index: 2 });
  },
  'board-refused': async (page) => {
    await openBoard(page);
    await page.getByTestId('board-agent').nth(1).click({ button: 'right' });
    await page.locator('[data-action="status-online"]').click();
    await page.getByTestId('step-refused').waitFor();
  },
  'board-empty': openBoard,
  'board-failed': async (page) => {
    await page.getByTestId('part-monitor').click();
    await page.getByTestId('board-failed').waitFor();
  },
  'board-offline': openBoard,
  'board-many': openBoard,
  wallboard: async (page) => {
    await openBoard(page);
    await page.getByTestId('board-wall').click();
    await page.getByTestId('wallboard').waitFor();
  },
  ...reportActions,
  replies: openReplies,
  'replies-edit': async (page) => {
    await openReplies(page);
    await page.getByTestId('reply-item').filter({ hasText: '你好' }).click();
    await page.getByTestId('reply-title').fill('问候语');
    await page.getByTestId('reply-shortcut').fill('sd');
  },
  'replies-files': async (page) => {
    await openReplies(page);
    await page.getByTestId('reply-item').filter({ hasText: '退货流程' }).click();
    const file = { name: '新地址.xlsx', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('x') };
    await page.getByTestId('reply-file-input').setInputFiles(file);
    await page.getByTestId('reply-files').getByText('新地址').waitFor();
  },
  'replies-empty': async (page) => {
    await page.getByTestId('part-replies').click();
    await page.getByTestId('replies').waitFor();
  },
  'replies-offline': async (page) => {
    await openReplies(page);
    await page.getByTestId('reply-item').filter({ hasText: '退回运费' }).click();
  },
  'replies-import': async (page) => {
    await openReplies(page);
    const lines = [
      '标题,快捷码,语言,内容',
      '发票,fp,zh-CN,请提供抬头',
      '发票,fp,en,Your tax number please',
      '坏的,a b,,没有',
      '空的,,,',
    ];
    const buffer = Buffer.from(lines.join('\r\n'));
    await page.getByTestId('import-file').setInputFiles({ name: '话术.csv', mimeType: 'text/csv', buffer });
    await page.getByTestId('import-line').first().waitFor();
  },
  slash: async (page) => {
    await page.getByTestId('composer-input').fill('王女士，/');
    await page.getByTestId('slash-replies').waitFor();
    await page.keyboard.press('ArrowDown');
  },
  'sign-in': async (page, theme) => {
    if (theme === 'light') return;
    await page.getByTestId('sign-in-password').fill('wrong');
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('sign-in-error').waitFor();
  },
  'sign-in-provider': async (page, theme) => {
    await page.getByTestId('sign-in-provider').waitFor();
    if (theme === 'light') return;
    await page.getByTestId('sign-in-provider').click();
    await page.getByTestId('sign-in-error').waitFor();
  },
  'sign-in-provider-only': async (page, theme) => {
    await page.getByTestId('sign-in-provider').waitFor();
    if (theme === 'light') return;
    await page.getByTestId('sign-in-provider').click();
    await page.getByTestId('sign-in-waiting').waitFor();
  },
  unlock: async (page, theme) => {
    if (theme === 'light') return;
    await page.getByTestId('pass-phrase').fill('wrong');
    await page.getByTestId('pass-phrase-submit').click();
    await page.getByTestId('pass-phrase-error').waitFor();
  },
  split: async (page) => {
    await page.keyboard.press('Control+\\');
    await page.locator('[data-pane="beside"] [data-testid="composer-to"]').waitFor();
  },
  filtered: async (page) => {
    await page.getByTestId('view-menu').click();
    await page.getByRole('menuitemcheckbox').first().click();
    await page.getByRole('menuitemcheckbox').nth(1).click();
  },
  'tab-menu': async (page) => {
    await page.getByTestId('tab').nth(2).click({ button: 'right' });
    await page.getByTestId('tab-menu').waitFor();
  },
  held: async (page) => {
    await page.getByTestId('composer-input').fill('陈国栋您好，您的退款已提交，这个我不知道');
    await page.keyboard.press('Enter');
    await page.getByTestId('composer-holds').waitFor();
  },
  search: async (page) => {
    await lookFor(page, '退');
    await page.locator('[data-testid="search-result"][data-type="hub"]').waitFor();
    await page.keyboard.press('ArrowDown');
  },
  'search-empty': (page) => lookFor(page, ''),
  'search-nothing': async (page) => {
    await lookFor(page, '没有这句话');
    await page.getByTestId('search-nothing').waitFor();
  },
  'search-offline': async (page) => {
    await lookFor(page, '好');
    await page.getByTestId('search-indexing').waitFor();
  },
  palette: (page) => openPalette(page, ''),
  'palette-asked': async (page) => {
    await openPalette(page, 'a');
    await page.getByTestId('palette-conversation').first().waitFor();
  },
  'palette-nothing': (page) => openPalette(page, '没有这个'),
  keys: async (page) => {
    await page.keyboard.press('F1');
    await page.getByTestId('sheet-row').first().waitFor();
  },
  'keys-table': (page) => openKeyTable(page),
  'keys-taken': async (page) => {
    await openKeyTable(page);
    await page.locator('[data-action="tab.close"]').getByTestId('keys-button').click();
    await page.keyboard.press('Control+J');
    await page.getByTestId('keys-taken').waitFor();
  },
  'keys-fault': async (page) => {
    await openKeyTable(page);
    await page.locator('[data-action="tab.close"]').getByTestId('keys-button').click();
    await page.keyboard.press('Alt+a');
    await page.getByTestId('keys-fault').waitFor();
  },
  memory: (page) => page.getByTestId('cache-protection').click(),
  loss: (page) => page.getByTestId('cache-protection').click(),
  decisions: async (page) => {
    await page.getByTestId('decisions-open').click();
    await page.getByTestId('decisions').waitFor();
  },
  transfer: async (page) => {
    await openTransfer(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.getByTestId('hand-over-note').fill('客户要换开发票，抬头已经核对过。');
  },
  'transfer-groups': async (page) => {
    await openTransfer(page);
    await page.getByTestId('hand-over-groups').click();
    await page.getByTestId('hand-over-search').focus();
    await page.keyboard.press('ArrowDown');
  },
  'transfer-refused': async (page) => {
    await openTransfer(page);
    await page.keyboard.press('ArrowDown');
    await page.getByTestId('hand-over-send').click();
    await page.getByTestId('hand-over-trouble').waitFor();
  },
  'nobody-told': openTransfer,
  supervisor: async (page) => {
    await openTransfer(page);
    await page.locator('[data-testid="hand-over-option"]').last().click();
  },
  'transfer-offline': async (page) => {
    await openTransfer(page);
    await page.getByTestId('hand-over-search').fill('没有这个人');
  },
  invite: async (page) => {
    await page.keyboard.press('Control+Shift+G');
    await page.getByTestId('hand-over').waitFor();
    await page.keyboard.press('ArrowDown');
  },
  alerted: async (page) => {
    await page.getByTestId('alert-ledger-open').click();
    await page.getByTestId('alert-ledger').waitFor();
    await page.getByTestId('ladder').click();
  },
  'accounts-settings': (page) => openSettings(page, 'accounts'),
  settings: (page) => openSettings(page, 'appearance'),
  policy: (page) => openSettings(page, 'policy'),
  'updates-current': (page) => openSettings(page, 'updates'),
  'updates-fetching': (page) => openSettings(page, 'updates'),
  'updates-ready': (page) => openSettings(page, 'updates'),
  'updates-back': (page) => openSettings(page, 'updates'),
  'updates-told': (page) => openSettings(page, 'updates'),
  'updates-refused': (page) => openSettings(page, 'updates'),
  health: (page) => openSettings(page, 'health'),
  'health-bad': (page) => openSettings(page, 'health'),
  'health-crashes': async (page) => {
    await openSettings(page, 'health');
    await page.getByTestId('crash-list').scrollIntoViewIfNeeded();
  },
  'health-bundle': async (page) => {
    await openSettings(page, 'health');
    await page.getByTestId('bundle-open').click();
    await page.getByTestId('bundle-text').waitFor();
  },
  'policy-locked': (page) => openSettings(page, 'appearance'),
  'settings-alerts': (page) => openSettings(page, 'notifications'),
  'settings-found': async (page) => {
    await openSettings(page, 'about');
    await page.getByTestId('settings-search').fill('声音');
  },
  'settings-large': (page) => openSettings(page, 'quiet'),
  orders: showOrders,
  'orders-unverified': showOrders,
  'orders-nobody': showOrders,
  'orders-failed': showOrders,
  'orders-hostile': showOrders,
  way: showWay,
  'way-offline': showWay,
  'way-hostile': showWay,
  'card-history': async (page) => {
    await page.getByTestId('context-history').click();
    await page.getByTestId('history').waitFor();
  },
  'card-hostile': async (page, theme) => {
    if (theme === 'light') return;
    await page.getByTestId('context-history').click();
    await page.getByTestId('history').waitFor();
  },
  'card-past': async (page) => {
    await page.getByTestId('context-history').click();
    await page.getByTestId('past').first().click();
    await page.getByTestId('past-conversation').getByRole('log').waitFor();
  },
  'card-conflict': async (page) => {
    await page.getByRole('button', { name: /138 0013/u }).click();
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').first().waitFor();
  },
  filing: async (page) => {
    await page.getByTestId('close-and-wrap-up').click();
    await page.getByTestId('disposition').fill('zhi');
    await page.getByTestId('disposition').fill('');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('wrap-up-summary').fill('电池打不着火，已安排换新，周五前送到。');
  },
  'card-note': async (page) => {
    await page.getByTestId('note-new').click();
    await page.keyboard.type('下周三之前不要打电话。');
  },
  meeting: async (page) => {
    await page.getByTestId('own-status').click();
    await page.getByTestId('status-choice').waitFor();
  },
  idle: async (page) => {
    await page.getByTestId('me-menu').click();
    await page.getByTestId('status-choice').waitFor();
  },
};
