import type { Page } from 'playwright-core';

async function openReports(page: Page): Promise<void> {
  await page.getByTestId('part-monitor').click();
  await page.getByTestId('monitor-reports').click();
  await page.getByTestId('reports').waitFor();
}

/** What is done before the pictures of reports, by the scenario's name. */
export const reportActions: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  reports: async (page) => {
    await openReports(page);
    await page.getByTestId('reports-table').waitFor();
  },
  'reports-behind': async (page) => {
    await openReports(page);
    await page.getByTestId('tile-firstResponse').click();
    await page
      .getByRole('button', { name: /^(How\?|怎么算的？)$/u })
      .first()
      .click();
    await page.getByTestId('explained').waitFor();
  },
  'reports-running': openReports,
  'reports-empty': openReports,
  'reports-away': openReports,
};
