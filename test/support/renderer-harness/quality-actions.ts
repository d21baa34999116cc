import type { Page } from 'playwright-core';

async function openQuality(page: Page, view?: string): Promise<void> {
  await page.getByTestId('part-monitor').click();
  await page.getByTestId('monitor-quality').click();
  await page.getByTestId('quality').waitFor();
  if (view !== undefined) await page.getByTestId(`quality-${view}`).click();
}

async function openFirstReview(page: Page): Promise<void> {
  await openQuality(page, 'results');
  await page.getByTestId('review-open').first().click();
  await page.getByTestId('entry').first().waitFor();
}

async function openResults(page: Page): Promise<void> {
  await page.getByTestId('part-results').click();
  await page.getByTestId('own-result').first().waitFor();
}

/** What is done before the pictures of quality, by the scenario's name. */
export const qualityActions: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'quality-work': async (page) => {
    await openQuality(page);
    await page.getByTestId('review-open').first().waitFor();
  },
  'quality-review': openFirstReview,
  'quality-long': async (page) => {
    await openFirstReview(page);
    await page.getByTestId('comment-next').click();
    await page.getByTestId('comment-next').click();
    await page.getByTestId('line-comment').first().waitFor();
  },
  'quality-appeal': async (page) => {
    await openFirstReview(page);
    await page.getByTestId('appeal-answer').click();
    await page.getByTestId('answer-text').fill('您说得对，已改判。');
  },
  'quality-samples': async (page) => {
    await openQuality(page, 'samples');
    await page.getByTestId('sample').waitFor();
  },
  'quality-sample-new': async (page) => {
    await openQuality(page, 'samples');
    await page.getByTestId('sample-new').click();
    await page.getByTestId('sample-name').fill('十一月第五周');
    await page.getByTestId('sample-seed').fill('2026-49');
    await page.getByTestId('sample-preview').click();
    await page.getByTestId('preview').waitFor();
  },
  'quality-trends': async (page) => {
    await openQuality(page, 'trends');
    await page.getByTestId('week-chart').waitFor();
  },
  'quality-agreement': async (page) => {
    await openQuality(page, 'agreement');
    await page.getByTestId('agreement').first().waitFor();
  },
  replay: async (page) => {
    await openFirstReview(page);
    await page.getByTestId('review-replay').click();
    await page.getByTestId('replay-skip').check();
    for (let i = 0; i < 5; i++) await page.getByTestId('replay-next').click();
    await page.getByTestId('replay').getByTestId('entry').nth(4).waitFor();
  },
  'quality-cards': async (page) => {
    await openQuality(page, 'cards');
    await page.getByTestId('card').first().waitFor();
  },
  'quality-card': async (page) => {
    await openQuality(page, 'cards');
    await page.getByTestId('card').first().click();
    await page.getByTestId('card-name').waitFor();
  },
  'quality-follow-ups': async (page) => {
    await openQuality(page, 'follow-ups');
    await page.getByTestId('follow-up').first().waitFor();
  },
  'quality-empty': (page) => openQuality(page),
  'quality-away': (page) => openQuality(page),
  'own-results': openResults,
  'own-result': async (page) => {
    await openResults(page);
    await page.getByTestId('own-result').first().click();
    await page.getByTestId('line-comment').waitFor();
  },
};
