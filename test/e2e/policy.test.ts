import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { adminAs } from '../support/admin.ts';
import { type Desk, launchDesk, startAndWait } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { call, signIn } from '../support/app-page.ts';
import { signIn as signInAlone } from '../support/hub.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/** What IT rules counts in the real desk (G2), whatever the person or the page tries; what is wrong is said and does not stop it. */
let stage: Stage;
let hub: HubProcess;
beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
});
afterAll(async () => {
  hub?.thaw();
  await stage?.close();
});

type Values = Readonly<Record<string, unknown>>;
type Kind = 'managed' | 'recommended';

/** [what IT, the person and the hub (`locked`, `advised`) say, the name that is looked at, its value, who said it, whether it is locked]. */
type Row = readonly [
  { readonly managed?: Values; readonly recommended?: Values; readonly user?: Values } & {
    readonly locked?: Values;
    readonly advised?: Values;
  },
  string,
  unknown,
  'enforced' | 'hub' | 'user' | 'recommended' | 'default',
];

const hubs = ['https://a.example.com', 'https://b.example.com:8443'];
const ownProxy = { mode: 'fixed', server: 'b.example.com:3128', pac: '', bypass: [] };
const ownAuthorities = ['/home/lin/company.pem'];
const table: readonly Row[] = [
  // Enforced.
  [{ managed: { HubAddresses: hubs } }, 'HubAddresses', hubs, 'enforced'],
  [
    { managed: { HubAddresses: ['http://localhost:3000'] } },
    'HubAddresses',
    ['http://localhost:3000'],
    'enforced',
  ],
  [{ managed: { RetentionDays: 14 } }, 'RetentionDays', 14, 'enforced'],
  [{ managed: { RetentionDays: 1 } }, 'RetentionDays', 1, 'enforced'],
  [{ managed: { RetentionDays: 3650 } }, 'RetentionDays', 3650, 'enforced'],
  [{ managed: { WipeWhenSignedOut: true } }, 'WipeWhenSignedOut', true, 'enforced'],
  [{ managed: { CacheProtection: 'accept' } }, 'CacheProtection', 'accept', 'enforced'],
  [{ managed: { CacheProtection: 'passphrase' } }, 'CacheProtection', 'passphrase', 'enforced'],
  [{ managed: { NotificationPreview: false } }, 'NotificationPreview', false, 'enforced'],
  [{ managed: { SeveralAccounts: false } }, 'SeveralAccounts', false, 'enforced'],
  [{ managed: { HostHub: false } }, 'HostHub', false, 'enforced'],
  [{ managed: { TrainingMode: false } }, 'TrainingMode', false, 'enforced'],
  [{ managed: { LinksEnabled: false } }, 'LinksEnabled', false, 'enforced'],
  [{ managed: { Autostart: false }, user: { autostart: true } }, 'Autostart', false, 'enforced'],
  [{ recommended: { Autostart: true }, user: { chosen: ['Autostart'] } }, 'Autostart', false, 'user'],
  [{ managed: { Language: 'en' } }, 'Language', 'en', 'enforced'],
  [{ managed: { Theme: 'dark' } }, 'Theme', 'dark', 'enforced'],
  [{ managed: { Contrast: 'high' } }, 'Contrast', 'high', 'enforced'],
  [{ managed: { FontSize: 150 } }, 'FontSize', 150, 'enforced'],
  [{ managed: { Density: 'roomy' } }, 'Density', 'roomy', 'enforced'],
  [{ managed: { SendKey: 'ctrl-enter' } }, 'SendKey', 'ctrl-enter', 'enforced'],
  [{ managed: { UndoSend: true } }, 'UndoSend', true, 'enforced'],
  [{ managed: { LogLevel: 'error' } }, 'LogLevel', 'error', 'enforced'],
  [{ managed: { ProxyMode: 'direct' } }, 'ProxyMode', 'direct', 'enforced'],
  [
    { managed: { ProxyServer: 'socks5://proxy.example.com:1080' } },
    'ProxyServer',
    'socks5://proxy.example.com:1080',
    'enforced',
  ],
  [
    { managed: { ProxyPacUrl: 'http://proxy.example.com/p.pac?x=1' } },
    'ProxyPacUrl',
    'http://proxy.example.com/p.pac?x=1',
    'enforced',
  ],
  [
    { managed: { ProxyBypass: ['*.example.com', '10.0.0.0/8', '<local>'] } },
    'ProxyBypass',
    ['*.example.com', '10.0.0.0/8', '<local>'],
    'enforced',
  ],
  [
    { managed: { CertificateAuthorities: ['/etc/ssl/company.pem'] } },
    'CertificateAuthorities',
    ['/etc/ssl/company.pem'],
    'enforced',
  ],
  [
    { managed: { CertificateAuthorities: ['/etc/ssl/company.pem'] }, user: { authorities: ownAuthorities } },
    'CertificateAuthorities',
    ['/etc/ssl/company.pem'],
    'enforced',
  ],
  [{ user: { authorities: ownAuthorities } }, 'CertificateAuthorities', ownAuthorities, 'user'],
  // Recommended, and what the person chose.
  [{ recommended: { HubAddresses: hubs } }, 'HubAddresses', hubs, 'recommended'],
  [{ recommended: { RetentionDays: 7 } }, 'RetentionDays', 7, 'recommended'],
  [{ recommended: { NotificationPreview: false } }, 'NotificationPreview', false, 'recommended'],
  [{ recommended: { Theme: 'dark' }, user: { theme: 'light' } }, 'Theme', 'light', 'user'],
  [{ recommended: { RetentionDays: 7 }, user: { retentionDays: 60 } }, 'RetentionDays', 60, 'user'],
  [
    { recommended: { RetentionDays: 7 }, user: { retentionDays: 30, chosen: ['RetentionDays'] } },
    'RetentionDays',
    30,
    'user',
  ],
  [{ recommended: { RetentionDays: 7 }, user: { retentionDays: 30 } }, 'RetentionDays', 7, 'recommended'],
  [{ recommended: { Density: 'compact' }, user: { look: { density: 'roomy' } } }, 'Density', 'roomy', 'user'],
  [{ user: { look: { sendKey: 'ctrl-enter' } } }, 'SendKey', 'ctrl-enter', 'user'],
  [{ recommended: { ProxyMode: 'direct' }, user: { proxy: ownProxy } }, 'ProxyMode', 'fixed', 'user'],
  [{ recommended: { ProxyServer: 'a.example.com:1' } }, 'ProxyServer', 'a.example.com:1', 'recommended'],
  // Both, and the person's own file against what is enforced.
  [{ managed: { RetentionDays: 14 }, recommended: { RetentionDays: 7 } }, 'RetentionDays', 14, 'enforced'],
  [{ managed: { RetentionDays: 14 }, user: { retentionDays: 300 } }, 'RetentionDays', 14, 'enforced'],
  [{ managed: { Theme: 'system' }, user: { theme: 'dark' } }, 'Theme', 'system', 'enforced'],
  [{ managed: { UndoSend: false }, user: { look: { undoSend: true } } }, 'UndoSend', false, 'enforced'],
  [
    { managed: { ProxyServer: 'a.example.com:1' }, user: { proxy: ownProxy } },
    'ProxyServer',
    'a.example.com:1',
    'enforced',
  ],
  [
    { managed: { Language: 'zh-CN' }, recommended: { Language: 'en' }, user: { locale: 'en' } },
    'Language',
    'zh-CN',
    'enforced',
  ],
  // What the hub says: locked before the person, after what is enforced; recommended after both, and after the computer's.
  [{ locked: { RetentionDays: 21 } }, 'RetentionDays', 21, 'hub'],
  [{ locked: { RetentionDays: 21 }, user: { retentionDays: 300 } }, 'RetentionDays', 21, 'hub'],
  [{ locked: { RetentionDays: 21 }, managed: { RetentionDays: 14 } }, 'RetentionDays', 14, 'enforced'],
  [{ locked: { RetentionDays: 21 }, recommended: { RetentionDays: 7 } }, 'RetentionDays', 21, 'hub'],
  [{ locked: { RetentionDays: 21 }, managed: { RetentionDays: '14' } }, 'RetentionDays', 21, 'hub'],
  [{ advised: { RetentionDays: 21 } }, 'RetentionDays', 21, 'recommended'],
  [{ advised: { RetentionDays: 21 }, user: { retentionDays: 300 } }, 'RetentionDays', 300, 'user'],
  [{ advised: { RetentionDays: 21 }, recommended: { RetentionDays: 7 } }, 'RetentionDays', 7, 'recommended'],
  [{ locked: { WipeWhenSignedOut: true } }, 'WipeWhenSignedOut', true, 'hub'],
  [
    { locked: { NotificationPreview: false }, user: { alerts: { preview: true } } },
    'NotificationPreview',
    false,
    'hub',
  ],
  [{ locked: { Theme: 'dark' }, user: { theme: 'light' } }, 'Theme', 'dark', 'hub'],
  [{ locked: { Theme: 'dark' }, managed: { Theme: 'light' } }, 'Theme', 'light', 'enforced'],
  [{ advised: { SendKey: 'ctrl-enter' } }, 'SendKey', 'ctrl-enter', 'recommended'],
  [{ advised: { SendKey: 'ctrl-enter' }, user: { chosen: ['SendKey'] } }, 'SendKey', 'enter', 'user'],
  [{ locked: { SeveralAccounts: false } }, 'SeveralAccounts', false, 'hub'],
  [{ locked: { TrainingMode: false }, managed: { TrainingMode: true } }, 'TrainingMode', true, 'enforced'],
  [{ locked: { CacheProtection: 'memory' } }, 'CacheProtection', 'memory', 'hub'],
  [{ locked: { Density: 'roomy' }, user: { look: { density: 'compact' } } }, 'Density', 'roomy', 'hub'],
  // Bad values: as if they had not been said.
  [{ managed: { HubAddresses: 'https://a.example.com' } }, 'HubAddresses', null, 'default'],
  [{ managed: { HubAddresses: [] } }, 'HubAddresses', null, 'default'],
  [{ managed: { HubAddresses: ['http://a.example.com'] } }, 'HubAddresses', null, 'default'],
  [{ managed: { HubAddresses: ['https://u:p@a.example.com'] } }, 'HubAddresses', null, 'default'],
  [{ managed: { RetentionDays: 0 } }, 'RetentionDays', null, 'default'],
  [{ managed: { RetentionDays: 1.5 } }, 'RetentionDays', null, 'default'],
  [{ managed: { RetentionDays: '14' } }, 'RetentionDays', null, 'default'],
  [{ managed: { RetentionDays: null } }, 'RetentionDays', null, 'default'],
  [
    { managed: { RetentionDays: 9999 }, recommended: { RetentionDays: 7 } },
    'RetentionDays',
    7,
    'recommended',
  ],
  [{ managed: { CacheProtection: 'none' } }, 'CacheProtection', null, 'default'],
  [{ managed: { WipeWhenSignedOut: 'yes' } }, 'WipeWhenSignedOut', null, 'default'],
  [{ managed: { NotificationPreview: 'false' } }, 'NotificationPreview', null, 'default'],
  [{ managed: { SeveralAccounts: 0 } }, 'SeveralAccounts', null, 'default'],
  [{ managed: { LinksEnabled: 'off' } }, 'LinksEnabled', null, 'default'],
  [{ managed: { Autostart: 1 } }, 'Autostart', null, 'default'],
  [{ managed: { Theme: 'blue' }, user: { theme: 'dark' } }, 'Theme', 'dark', 'user'],
  [{ managed: { FontSize: 89 } }, 'FontSize', null, 'default'],
  [{ managed: { Language: 'fr' } }, 'Language', null, 'default'],
  [{ managed: { LogLevel: { level: 'info' } } }, 'LogLevel', null, 'default'],
  [{ managed: { ProxyMode: 'auto' } }, 'ProxyMode', null, 'default'],
  [{ managed: { ProxyServer: 'proxy.example.com' } }, 'ProxyServer', null, 'default'],
  [{ managed: { ProxyServer: 'http://lin:s3cret@proxy.example.com:3128' } }, 'ProxyServer', null, 'default'],
  [{ managed: { ProxyPacUrl: 'file:///etc/proxy.pac' } }, 'ProxyPacUrl', null, 'default'],
  [{ managed: { ProxyBypass: '*.example.com' } }, 'ProxyBypass', null, 'default'],
  [{ managed: { ProxyBypass: ['a.example.com, b.example.com'] } }, 'ProxyBypass', null, 'default'],
  [
    { managed: { CertificateAuthorities: '/etc/ssl/company.pem' } },
    'CertificateAuthorities',
    null,
    'default',
  ],
  [{ managed: { CertificateAuthorities: [] } }, 'CertificateAuthorities', null, 'default'],
  [{ managed: { ProxyMode: 'none' }, user: { proxy: ownProxy } }, 'ProxyMode', 'fixed', 'user'],
  [{ managed: { Colour: 'green', Theme: 'dark' } }, 'Theme', 'dark', 'enforced'],
];

const somebody = (role = 'agent') => {
  const found = hub.accounts.find((one) => one.role === role);
  if (found === undefined) throw new Error(`no demo ${role}`);
  return found;
};

/** An admin of the hub writes what its desks are ruled. */
async function ruledByHub(rules: { readonly locked: Values; readonly recommended: Values }): Promise<void> {
  const { token } = await signInAlone(hub.hub, somebody('admin'));
  const admin = adminAs(hub.hub, token);
  const { version } = await admin('policy.read', null);
  await admin('policy.save', { version, rules });
}

/** A clean computer on which that is said. */
function clean({ managed, recommended, user }: Row[0]) {
  const policies = stage.folder('policies');
  const data = stage.folder('data');
  const put = (kind: Kind, values: Values | undefined) => {
    mkdirSync(join(policies, kind));
    if (values !== undefined) writeFileSync(join(policies, kind, '10.json'), JSON.stringify(values));
  };
  put('managed', managed);
  put('recommended', recommended);
  if (user !== undefined) writeFileSync(join(data, 'settings.json'), JSON.stringify(user));
  return { data, env: { YINGKE_POLICIES: policies } };
}

const reportOf = async (desk: Desk): Promise<IpcAnswer<'policy.report'>> => {
  const answer = await call(desk.page, 'policy.report', {});
  expect(answer).toMatchObject({ ok: true });
  return (answer as { value: IpcAnswer<'policy.report'> }).value;
};

const saidByHub = (line: IpcAnswer<'policy.report'>['effective'][number]): boolean =>
  line.from === hub.hub || line.overruled.some(({ from }) => from === hub.hub);

/** Rows that say different things of different names stand side by side on one computer: a start is a second. */
function together(rows: readonly Row[]): readonly (readonly Row[])[] {
  const desks: Row[][] = [];
  for (const row of rows) {
    // One setting of the person says several of them.
    const settled: Readonly<Record<string, readonly string[]>> = {
      proxy: ['ProxyMode', 'ProxyServer'],
      authorities: ['CertificateAuthorities'],
    };
    const named = (key: string) => settled[key] ?? [key];
    const said = (of: Row) => Object.values(of[0]).flatMap((one) => Object.keys(one ?? {}).flatMap(named));
    const signsIn = (of: Row) => of[0].locked !== undefined || of[0].advised !== undefined;
    const clash = (one: Row) =>
      one[1] === row[1] ||
      said(one).includes(row[1]) ||
      said(row).includes(one[1]) ||
      said(one).some((name) => said(row).includes(name)) ||
      // Where other hubs alone are allowed nobody signs in to ours.
      (signsIn(one) && row[1] === 'HubAddresses') ||
      (signsIn(row) &&
        desks.some((all) => all.includes(one) && all.some(([, name]) => name === 'HubAddresses')));
    const desk = desks.find((one) => !one.some(clash));
    if (desk === undefined) desks.push([row]);
    else desk.push(row);
  }
  return desks;
}

const desks = together(table);
const merged = (rows: readonly Row[]): Row[0] => {
  const of = (kind: keyof Row[0]) => {
    const all = rows.map(([said]) => said[kind]).filter((one) => one !== undefined);
    return all.length === 0 ? undefined : Object.assign({}, ...all);
  };
  return {
    ...{ managed: of('managed'), recommended: of('recommended'), user: of('user') },
    ...{ locked: of('locked'), advised: of('advised') },
  };
};

test('there are 94 of them', () => expect(table).toHaveLength(94));

test.each(desks.map((rows, at) => [at + 1, rows.length, rows] as const))(
  `policies, good, bad, and against each other: on clean computer %i of ${desks.length} the effective page equals the table's %i rows`,
  async (_, __, rows) => {
    const { data, env } = clean(merged(rows));
    const desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
    const { locked, advised } = merged(rows);
    if (locked !== undefined || advised !== undefined) {
      await ruledByHub({ locked: locked ?? {}, recommended: advised ?? {} });
      await signIn(desk.page, hub.hub, somebody());
      await expect.poll(async () => (await reportOf(desk)).effective.some(saidByHub)).toBe(true);
    }
    const { effective, ignored } = await reportOf(desk);
    for (const [said, name, value, source] of rows) {
      const found = effective.find((line) => line.name === name);
      const what = JSON.stringify(said);
      expect(found, what).toMatchObject({ value, source, locked: source === 'enforced' || source === 'hub' });
      if (said.managed?.[name] !== undefined && source !== 'enforced')
        expect(ignored, what).toContainEqual(expect.objectContaining({ name }));
    }
    await desk.quit();
  },
);

test('what is settled cannot be changed: not by the page, not by the file, not by the command line', async () => {
  const managed = {
    RetentionDays: 14,
    Theme: 'dark',
    Language: 'en',
    SeveralAccounts: false,
    CacheProtection: 'memory',
  };
  const { data, env } = clean({ managed });
  const args = ['--lang', 'zh-CN', '--cache-policy', 'accept', '--hub', hub.hub];
  const desk = await launchDesk(stage, { data, env, args });
  const [person] = hub.accounts;
  if (person === undefined) throw new Error('no demo people');
  await signIn(desk.page, hub.hub, person);
  const refused = (field: string) => ({ ok: false, error: { code: 'managed', field } });
  expect(await call(desk.page, 'app.setRetention', { days: 300 })).toEqual(refused('RetentionDays'));
  expect(await call(desk.page, 'app.setPreferences', { theme: 'light' })).toEqual(refused('Theme'));
  expect(await call(desk.page, 'app.setPreferences', { locale: 'zh-CN' })).toEqual(refused('Language'));
  expect(await call(desk.page, 'accounts.add', {})).toEqual(refused('SeveralAccounts'));
  expect(await desk.page.locator('html').getAttribute('lang')).toBe('en');
  expect(await call(desk.page, 'app.boot', {})).toMatchObject({
    ok: true,
    value: { cache: { protection: 'memory' } },
  });

  await desk.page.keyboard.press('Control+,');
  await desk.page.getByTestId('settings-policy').click();
  await desk.page.locator('[data-policy="RetentionDays"]').getByText('14', { exact: true }).waitFor();
  await keepPicture(desk.page, 'policy-dark-en');
  await desk.page.getByTestId('settings-appearance').click();
  const theme = desk.page.getByTestId('setting-theme');
  await theme.getByTestId('setting-locked').waitFor();
  expect(await theme.locator('select').isDisabled()).toBe(true);
  await desk.quit();
  // The settings of the person are their own still.
  expect(JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8'))).toMatchObject({
    retentionDays: 30,
    theme: 'system',
  });
});

test('what the hub locks cannot be changed: not by the page, not by a file, not without the hub; and goes with the lock', async () => {
  await ruledByHub({ locked: { RetentionDays: 21, Theme: 'dark' }, recommended: { Density: 'roomy' } });
  const { data, env } = clean({ user: { retentionDays: 300, theme: 'light' } });
  const person = somebody();
  let desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await signIn(desk.page, hub.hub, person);
  const settled = async () => {
    await expect
      .poll(async () => (await reportOf(desk)).effective.find(({ name }) => name === 'RetentionDays'))
      .toMatchObject({ value: 21, source: 'hub', from: hub.hub, locked: true });
    const refused = (field: string) => ({ ok: false, error: { code: 'managed', field } });
    expect(await call(desk.page, 'app.setRetention', { days: 300 })).toEqual(refused('RetentionDays'));
    expect(await call(desk.page, 'app.setPreferences', { theme: 'light' })).toEqual(refused('Theme'));
  };
  await settled();
  await desk.page.keyboard.press('Control+,');
  await desk.page.getByTestId('settings-policy').click();
  await desk.page.locator('[data-policy="RetentionDays"] [data-source="hub"]').waitFor();
  await keepPicture(desk.page, 'policy-hub-en');
  await desk.page.getByTestId('settings-appearance').click();
  await desk.page.getByTestId('setting-theme').getByTestId('setting-locked').waitFor();
  await desk.quit();

  // The hub is away, and the person has edited their own settings: it counts all the same.
  hub.freeze();
  const own = join(data, 'settings.json');
  writeFileSync(
    own,
    JSON.stringify({ ...JSON.parse(readFileSync(own, 'utf8')), retentionDays: 300, theme: 'light' }),
  );
  desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await settled();
  await desk.quit();

  // Rules that were taken out, or are those of another time, take the token along: signed out, until the hub has said them again.
  const file = join(data, 'account.json');
  const kept = readFileSync(file, 'utf8');
  const { rules, ...without } = JSON.parse(kept) as { rules: string };
  expect(rules).toMatch(/^[0-9a-f]+$/);
  for (const bad of [without, { ...without, rules: `00${rules.slice(2)}` }]) {
    writeFileSync(file, JSON.stringify(bad));
    desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
    await desk.page.getByTestId('sign-in-form').waitFor();
    await desk.quit();
  }
  writeFileSync(file, kept);
  hub.thaw();

  desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await settled();
  await ruledByHub({ locked: {}, recommended: {} });
  await expect.poll(() => call(desk.page, 'app.setRetention', { days: 200 })).toMatchObject({ ok: true });
  await expect
    .poll(async () => (await reportOf(desk)).effective.find(({ name }) => name === 'Theme'))
    .toMatchObject({ value: 'light', source: 'user', locked: false });
  await desk.quit();
});

test('only hubs that are allowed can be signed in to, and what is there of another one is not opened', async () => {
  const [person] = hub.accounts;
  if (person === undefined) throw new Error('no demo people');
  const { data, env } = clean({});
  const before = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await signIn(before.page, hub.hub, person);
  await before.quit();

  writeFileSync(join(env.YINGKE_POLICIES, 'managed/10.json'), JSON.stringify({ HubAddresses: hubs }));
  const desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await desk.page.getByTestId('sign-in-error').waitFor();
  expect(await desk.page.getByTestId('sign-in-hub').locator('option').allTextContents()).toEqual(hubs);
  const { email, password } = person;
  const forced = await call(desk.page, 'account.signIn', { hub: hub.hub, email, password });
  expect(forced).toEqual({ ok: false, error: { code: 'managed', field: 'HubAddresses' } });
  await desk.quit();
});

test('a hub on this computer, and training with it, are not begun where that is not allowed', async () => {
  const { data, env } = clean({ managed: { HostHub: false } });
  const { code, said } = await startAndWait(stage, { data, env, args: ['--host', '--demo'] });
  expect(code).not.toBe(0);
  expect(said).toContainEqual(
    expect.objectContaining({ event: 'failed', message: expect.stringContaining('HostHub') }),
  );

  const desk = await launchDesk(stage, { ...clean({ managed: { HostHub: false } }), args: ['--lang', 'en'] });
  await desk.page.getByTestId('sign-in-form').waitFor();
  expect(await desk.page.getByTestId('sign-in-training').count()).toBe(0);
  const answer = await call(desk.page, 'training.open', { scene: 'shop' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'managed' } });
  await desk.quit();
});
