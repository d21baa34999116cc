import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { png, uploaded } from '../support/files.ts';
import { deskClient, signIn, testPeople } from '../support/hub.ts';
import { keepPicture } from '../support/pictures.ts';
import { openPanel, part, startWidgetStage, type WidgetStage, write } from './widget-stage.ts';

/** Files of an answer in a real page. */

let stage: WidgetStage;
beforeAll(async () => {
  stage = await startWidgetStage({});
  await stage.hub.people.create(testPeople.ben);
});
afterEach(() => stage.leave());
afterAll(() => stage?.stop());

it('shows a picture in the log and large, and saves what is none; Esc ends the picture, not the panel', async () => {
  const { token } = await signIn(stage.hubUrl, testPeople.ben);
  const agent = await deskClient(stage.hubUrl, { token });
  const { page } = await stage.visit();
  await openPanel(page);
  await write(page, 'a photo?');
  const asked = await agent.until('entry', ({ conversation }) => conversation.agent !== null);
  const { conversationId } = asked.entry;
  const who = { as: 'desk', token } as const;
  const files = [
    await uploaded(stage.hubUrl, who, 'photo.png', await png(600, 400)),
    await uploaded(stage.hubUrl, who, 'terms.pdf', Buffer.from('%PDF-1.7\n%%EOF\n')),
  ];
  await agent.get('message.send', {
    ...{ conversationId, key: newId(), text: '' },
    files: files.map(({ id }) => id),
  });
  const picture = part(page, 'files').locator('img');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(480);
  const link = part(page, 'files').locator('a');
  await expect.poll(() => link.getAttribute('href')).toContain('/files/');
  expect(await link.textContent()).toContain('terms.pdf');
  await keepPicture(page, 'widget-files');

  await picture.click();
  const large = part(page, 'large');
  await expect
    .poll(() => large.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(600);
  await page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
  expect(await part(page, 'panel').isVisible()).toBe(true);
  agent.close();
});
