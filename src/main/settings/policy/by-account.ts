import { hubLayers, type Ruling } from '#shared/domain/policy/hub-rules.ts';
import type { Settings } from '../settings.ts';
import { type Governed, govern } from './governed.ts';
import type { Found } from './json-folder.ts';

export type Governance = {
  /** As it is for one account: its own hub's rules, and what other hubs of this window switch off. */
  readonly of: (account: string) => Governed;
  /** What the window itself goes by: the account in view. */
  readonly inView: Governed;
  /** What the hub of an account rules; null: nobody is signed in there, or it says nothing. True where that is new. */
  readonly heard: (account: string, ruling: Ruling | null) => boolean;
  readonly rulingOf: (account: string) => Ruling | null;
  readonly forget: (account: string) => void;
};

/**
 * Settings under the computer's policies and those of hubs (decision 50). How an account is kept, and how its page is, follows its own
 * hub; only something of the whole window that a hub switches off counts for every account in it.
 */
export function createGovernance(options: {
  readonly settings: Settings;
  readonly found: Found;
  readonly inView: () => string;
}): Governance {
  const { settings, found } = options;
  const rulings = new Map<string, Ruling>();
  const governed = new Map<string, Governed>();
  /** New with every change, so that what was made of it is made anew. */
  let known: unknown = null;
  const layersOf = new Map<string, { readonly of: unknown; readonly found: Found }>();

  function foundFor(account: string): Found {
    const made = layersOf.get(account);
    if (made !== undefined && made.of === known) return made.found;
    const others = [...rulings].flatMap(([id, ruling]) => (id === account ? [] : [ruling]));
    const fromHubs = hubLayers(rulings.get(account) ?? null, others);
    const all: Found = {
      layers: [...fromHubs.layers, ...found.layers],
      ignored: [...found.ignored, ...fromHubs.ignored],
    };
    layersOf.set(account, { of: known, found: all });
    return all;
  }

  function of(account: string): Governed {
    const before = governed.get(account);
    if (before !== undefined) return before;
    const made = govern(settings, () => foundFor(account));
    governed.set(account, made);
    return made;
  }

  const now = (): Governed => of(options.inView());
  return {
    of,
    inView: {
      get: () => now().get(),
      update: (change) => now().update(change),
      get strange() {
        return settings.strange;
      },
      report: () => now().report(),
      values: () => now().values(),
      isLocked: (name) => now().isLocked(name),
    },
    heard: (account, ruling) => {
      if (JSON.stringify(rulings.get(account) ?? null) === JSON.stringify(ruling)) return false;
      if (ruling === null) rulings.delete(account);
      else rulings.set(account, ruling);
      known = {};
      return true;
    },
    rulingOf: (account) => rulings.get(account) ?? null,
    forget: (account) => {
      if (rulings.delete(account)) known = {};
      governed.delete(account);
      layersOf.delete(account);
    },
  };
}

/** What an account is kept by, of the rules of its own hub and of the computer. */
export type Keep = (ruling: Ruling | null) => {
  readonly retentionDays: number;
  readonly cachePolicy: ReturnType<Settings['get']>['cachePolicy'];
  readonly wipesWhenSignedOut: boolean;
};

/** `flag`: of the command line, which counts as the person's own. */
export function keepBy(
  settings: Settings,
  found: Found,
  flag: ReturnType<Settings['get']>['cachePolicy'] | null,
): Keep {
  return (ruling) => {
    const { layers } = hubLayers(ruling, []);
    const all = govern(settings, { layers: [...layers, ...found.layers], ignored: [] });
    const { retentionDays, cachePolicy } = all.get();
    return {
      retentionDays,
      cachePolicy: (all.isLocked('CacheProtection') ? null : flag) ?? cachePolicy,
      wipesWhenSignedOut: all.values().WipeWhenSignedOut === true,
    };
  };
}
