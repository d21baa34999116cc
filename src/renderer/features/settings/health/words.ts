import { useLingui } from '@lingui/react/macro';
import type { HealthId, HealthLine, Verdict, Why } from '#shared/domain/diagnostics/judge.ts';
import { isDrawnBySoftware } from '#shared/domain/diagnostics/judge.ts';
import type { Health } from '#shared/ipc/support.ts';
import { dateText, timeText } from '../../../ui/time.ts';
import { useModeNames } from '../network/words.ts';

export function useVerdictNames(): Readonly<Record<Verdict, string>> {
  const { t } = useLingui();
  return { good: t`Good`, attention: t`Attention`, bad: t`Not working` };
}

export function useLineNames(): Readonly<Record<HealthId, string>> {
  const { t } = useLingui();
  return {
    line: t`Line to the hub`,
    cache: t`Cache on this computer`,
    outbox: t`Messages to be sent`,
    policy: t`Rules of the organisation`,
    settings: t`Settings`,
    updates: t`Updates`,
    notifications: t`Notifications`,
    sound: t`Sound`,
    network: t`Way to the hub`,
    links: t`Links (yingke://)`,
    autostart: t`Start with the computer`,
    gpu: t`Drawing`,
    disk: t`Disk`,
    crashes: t`Crashes`,
  };
}

/** What to do about it; nothing where all is well. */
export function useAdvice(): (line: HealthLine) => string | null {
  const { t } = useLingui();
  const advice: Readonly<Record<Why, string | null>> = {
    fine: null,
    signedOut: t`Nobody is signed in to this account.`,
    connecting: t`It is being tried. If it stays so, look at the network and the proxy.`,
    away: t`The desk goes on trying. Look at the network; if others are without it too, tell IT that the hub cannot be reached.`,
    refused: t`Trying again will not help. Sign in again, or bring the desk up to date.`,
    slow: t`Answers take long. Look at the network or the VPN.`,
    polling: t`It works, but slowly: a proxy lets no WebSocket through. IT should allow it to the hub.`,
    unprotected: t`No keychain protects the key: it lies beside the data. Set up the system’s keychain, or have IT ask for a pass phrase.`,
    lost: t`What was kept here could not be used and was fetched anew. The notice on the screen says what is missing.`,
    waiting: t`They leave by themselves as soon as the hub is back. Do not sign out before.`,
    refusedMessages: t`The hub did not take them: look at them in their conversations, and send them again or discard them.`,
    ignored: t`Some cannot be as they were written; the usual counts in their place. They are listed in their own part of the settings.`,
    updateReady: t`A newer version is there: install it in the settings, under Updates.`,
    updateRefused: t`What is wrong and what to do is said in the settings, under Updates.`,
    notTried: t`None has been shown since the start. Try one in the settings of notifications.`,
    failed: t`The system shows none. Allow them in the system’s settings for Yingke.`,
    noPlayer: t`Nothing here plays sounds. On Linux install PipeWire, PulseAudio or ALSA tools.`,
    software: t`The processor draws: it works, but takes power. Bring the graphics driver up to date.`,
    tight: t`Little is free. Make room soon.`,
    full: t`Hardly anything is free: what is received and written may not be kept. Make room now.`,
    unknown: t`It cannot be told.`,
    wayFault: t`What is wrong and what to do is said in the settings, under Network.`,
    wayLacks: t`The way that is chosen has no address, so it is as the system has it. See the settings, under Network.`,
    ignoredRoots: t`Certificate authorities of the organisation cannot be used. Why is said in the settings, under “Settled by the organisation”.`,
    othersLinks: t`The system hands them to another program. Choose Yingke for them in the system’s settings.`,
    nobodysLinks: t`The system hands them to no program: install Yingke from its package to have them.`,
    otherCopy: t`The computer starts another copy of Yingke than this one. Switch it off and on again in the settings of notifications.`,
    some: t`Something ended unexpectedly. Send IT the support bundle; what becomes of the reports stands below.`,
  };
  return ({ why }) => advice[why];
}

/** What the line says in numbers. */
export function useFacts(health: Health): (line: HealthLine) => string {
  const { t, i18n } = useLingui();
  const clock = (at: number) => `${dateText(at, i18n.locale, health.at)} ${timeText(at, i18n.locale)}`;
  const number = new Intl.NumberFormat(i18n.locale);
  const size = (bytes: number) =>
    bytes >= 1e9
      ? `${number.format(Math.round(bytes / 1e8) / 10)} GB`
      : `${number.format(Math.round(bytes / 1e5) / 10)} MB`;
  const states = {
    connected: t`connected`,
    connecting: t`connecting`,
    offline: t`not connected`,
    refused: t`refused`,
  };
  const stages = {
    ...{ off: t`switched off by the organisation`, none: t`not looked yet`, checking: t`looking` },
    ...{ current: t`the newest version`, told: t`a newer version is there`, fetching: t`downloading` },
    ...{ ready: t`ready to be installed`, installing: t`being installed`, refused: t`refused` },
  };
  const updatesText = (updates: Health['updates']): string => {
    if (updates === null) return '';
    const { stage, version, code, checkedAt } = updates;
    const looked = checkedAt === null ? null : t`looked at ${clock(checkedAt)}`;
    return [version, stages[stage], code, looked].filter((part) => part !== null).join(' · ');
  };
  const modes = useModeNames();
  const faults = {
    'proxy-away': t`the proxy does not answer`,
    'proxy-password': t`the proxy asks for a password`,
    'proxy-sign-in': t`the proxy asks for an unknown sign-in`,
    'proxy-refuses': t`the proxy does not let the hub through`,
    script: t`no script that names a proxy`,
    certificate: t`the certificate is not trusted`,
  };
  const networkText = ({ mode, by, fault, authorities }: Health['network']): string => {
    const reached = by === null ? null : by === 'direct' ? t`reached without a proxy` : t`reached by a proxy`;
    const { own } = authorities;
    const added = own === 0 ? null : t`own authorities: ${own}`;
    const wrong = fault === null ? null : faults[fault];
    return [modes[mode], wrong ?? reached, added].filter((part) => part !== null).join(' · ');
  };
  const links = {
    ours: t`open here`,
    others: t`open elsewhere`,
    nobody: t`not registered`,
    unknown: t`the system does not say`,
  };
  const starts = {
    on: t`on`,
    off: t`off`,
    other: t`another copy`,
    unknown: t`the system does not say`,
  };
  return ({ id, account }) => {
    const of = account === null ? undefined : health.accounts[account];
    switch (id) {
      case 'line': {
        if (of === undefined) return '';
        const { state, code, since, latency } = of.line;
        const parts = [states[state], t`since ${clock(since)}`, code, of.transport];
        if (latency !== null) parts.push(`${number.format(Math.round(latency))} ms`);
        return parts.filter((part) => part !== null).join(' · ');
      }
      case 'cache': {
        if (of === undefined) return '';
        const { protection, bytes, version, rows } = of.cache;
        const keys = {
          keychain: t`key in the keychain`,
          passphrase: t`locked with a pass phrase`,
          memory: t`in memory only`,
          basic: t`key beside the data`,
        };
        return [keys[protection], size(bytes), t`${number.format(rows)} lines`, t`version ${version}`].join(
          ' · ',
        );
      }
      case 'outbox': {
        if (of === undefined) return '';
        const { waiting, refused } = of.outbox;
        return t`${number.format(waiting)} waiting · ${number.format(refused)} refused`;
      }
      case 'policy':
        return t`${number.format(health.policy.settled)} settled · ${number.format(health.policy.ignored)} ignored`;
      case 'settings':
        return health.settingsIgnored.join(', ');
      case 'updates':
        return updatesText(health.updates);
      case 'notifications':
        return health.notifications.works === true ? t`shown by the system` : '';
      case 'sound':
        return health.notifications.player ?? '';
      case 'network':
        return networkText(health.network);
      case 'links':
        return links[health.ways.links];
      case 'autostart':
        return starts[health.ways.autostart];
      case 'gpu':
        return isDrawnBySoftware(health.gpu) ? t`by the processor` : t`by the graphics card`;
      case 'disk': {
        const { free, total } = health.disk;
        return free === null || total === null ? '' : t`${size(free)} of ${size(total)} free`;
      }
      case 'crashes': {
        const { mode, count, last, reports } = health.crashes;
        const sent = reports.filter(({ state }) => state === 'sent').length;
        if (count + sent === 0) return mode === 'off' ? t`no reports are kept` : t`none`;
        const kept = last === null ? null : t`${number.format(count)} kept · the last ${clock(last)}`;
        const gone = sent === 0 ? null : t`${number.format(sent)} sent to the hub`;
        return [kept, gone].filter((part) => part !== null).join(' · ');
      }
    }
  };
}
