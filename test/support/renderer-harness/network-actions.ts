import type { Page } from 'playwright-core';
import type { Fake } from './fake-bridge.ts';
import { stateOf, wayFaultsOf } from './network-scenarios.ts';

type Action = (page: Page) => Promise<void>;

export const tell = (page: Page, name: string, payload: unknown): Promise<void> =>
  page.evaluate(([n, p]) => (window as unknown as { fake: Fake }).fake.tell(n as string, p), [
    name,
    payload,
  ] as const);

/** What main says of the way, with a keychain or without one. */
const told =
  (name: string, keeps = true): Action =>
  async (page) => {
    await tell(page, 'network.changed', stateOf(wayFaultsOf[name] ?? null, keeps));
    await page.getByTestId('way-trouble').waitFor();
  };

const openNetwork: Action = async (page) => {
  await page.keyboard.press('Control+,');
  await page.getByTestId('settings-network').click();
  await page.getByTestId('network-mode').waitFor();
};

const tried: Action = async (page) => {
  await page.getByTestId('network-test').click();
  await page.getByTestId('network-steps').waitFor();
};

export const networkActions: Readonly<Record<string, Action>> = {
  ...Object.fromEntries(Object.keys(wayFaultsOf).map((name) => [name, told(name)])),
  'way-password': async (page) => {
    await told('way-password')(page);
    await page.getByTestId('proxy-password').waitFor();
  },
  'way-password-wrong': async (page) => {
    await told('way-password-wrong', false)(page);
    await page.getByTestId('proxy-trouble').waitFor();
  },
  'way-writing': async (page) => {
    await page.getByTestId('composer-input').fill('您好，我查一下');
    await told('way-writing')(page);
  },
  'way-sign-in-password': async (page) => {
    await page.getByTestId('sign-in-password').fill('secret');
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('sign-in-error').waitFor();
    await told('way-sign-in-password')(page);
    await page.getByTestId('proxy-password').waitFor();
  },
  network: async (page) => {
    await openNetwork(page);
    await tried(page);
  },
  'network-fixed': async (page) => {
    await openNetwork(page);
    await tried(page);
  },
  'network-locked': openNetwork,
  'network-authority': async (page) => {
    await openNetwork(page);
    await page.getByTestId('authority-add').click();
    await page.getByTestId('authority-question').waitFor();
  },
  'updates-behind-proxy': async (page) => {
    await page.keyboard.press('Control+,');
    await page.getByTestId('settings-updates').click();
    const fault = { kind: 'proxy-refuses', proxy: 'proxy.example.com:3128', status: 403 };
    await tell(page, 'network.changed', {
      faults: [{ origin: 'https://updates.example.com', fault }],
      keeps: true,
    });
    await page.getByTestId('way-trouble').waitFor();
  },
  'network-sign-in': async (page) => {
    await page.getByTestId('sign-in-network').click();
    await page.getByTestId('network-dialog').getByTestId('network-mode').waitFor();
  },
};
