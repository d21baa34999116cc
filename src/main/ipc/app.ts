import type { Boot, Diagnostics, KeptPage, Preferences } from '#shared/ipc/app.ts';
import type { IpcCall, IpcInput } from '#shared/ipc/contract.ts';
import type { Desk } from '../desk.ts';
import type { Handlers } from './registrar.ts';

export type AppParts = {
  readonly desk: Desk;
  /** All accounts, where there are several. */
  readonly accounts: () => Boot['accounts'];
  /** The network is back: every hub is asked for at once. */
  readonly nudge: () => void;
  readonly appVersion: string;
  /** What the organisation has settled; absent where that is nothing. */
  readonly managed: () => Boot['managed'];
  readonly training: Boot['training'];
  readonly preferences: () => Preferences;
  readonly setPreferences: (change: IpcInput<'app.setPreferences'>) => Preferences;
  readonly openLink: (url: string) => Promise<null>;
  readonly saveText: (name: string, text: string) => Promise<boolean>;
  readonly savePdf: (name: string) => Promise<boolean>;
  readonly diagnostics: () => Diagnostics;
  readonly setRetention: (days: number) => void;
  readonly painted: (what: IpcInput<'app.painted'>['what']) => void;
};

export function appHandlers(parts: AppParts): Handlers<Extract<IpcCall, `app.${string}`>> {
  const { desk } = parts;
  let kept: { readonly by: string; readonly page: KeptPage } | null = null;
  const who = (): string | null => {
    const account = desk.account();
    return account.state === 'signed-in' ? account.me.id : null;
  };
  const keptOfThem = () => (kept !== null && kept.by === who() ? { kept: kept.page } : {});
  return {
    'app.boot': () => ({
      preferences: parts.preferences(),
      account: desk.account(),
      connection: desk.connection(),
      platform: process.platform,
      appVersion: parts.appVersion,
      training: parts.training,
      cache: { ...desk.cacheState(), entries: desk.cachedEntries() },
      accounts: parts.accounts(),
      managed: parts.managed(),
      required: desk.required() ?? undefined,
      ...keptOfThem(),
    }),
    'app.keep': (page) => {
      const by = who();
      kept = by === null ? null : { by, page };
      return null;
    },
    'app.setPreferences': (change) => parts.setPreferences(change),
    'app.openLink': ({ url }) => parts.openLink(url),
    'app.saveText': ({ name, text }) => parts.saveText(name, text),
    'app.savePdf': ({ name }) => parts.savePdf(name),
    'app.diagnostics': () => parts.diagnostics(),
    'app.setRetention': ({ days }) => {
      parts.setRetention(days);
      return parts.diagnostics();
    },
    'app.forgetLoss': () => desk.forgetLoss(),
    'app.networkBack': () => {
      parts.nudge();
      return null;
    },
    'app.painted': ({ what }) => {
      parts.painted(what);
      return null;
    },
  };
}
