import { isLinkLike } from '#shared/domain/link/desk-link.ts';
import { type SceneId, sceneIds } from '#shared/domain/training/script.ts';
import { type CachePolicy, cachePolicies } from './settings/settings.ts';

export type Flags = {
  /** Start the hub inside this app. */
  readonly host: boolean;
  /** Seed a demo workspace and sign the first agent in. */
  readonly demo: boolean;
  /** Which simulated customers come to the hub inside; null: none. */
  readonly training: SceneId | null;
  /** Data folder; null for the system's usual place. */
  readonly data: string | null;
  /** Port of the hub inside this app; null lets it choose. */
  readonly port: number | null;
  readonly lang: 'zh-CN' | 'en' | null;
  /** Address of a hub elsewhere, to fill the sign-in form. */
  readonly hub: string | null;
  /** What is done where no keychain protects the cache; null follows the settings. */
  readonly cachePolicy: CachePolicy | null;
  /** Remove everything that is kept here of people and customers, and end; null: no. */
  readonly wipe: { readonly confirmed: boolean } | null;
  /** Start without a window on the screen: in the tray where there is one, else minimised. */
  readonly hidden: boolean;
  /** A `yingke://` link that the system hands over, unread; null: none. */
  readonly link: string | null;
  /** Only say that, and end. */
  readonly say: 'version' | 'help' | null;
};

export type FlagsProblem = { readonly problem: string };

/**
 * Flags of the command line, as `--name value` or `--name=value`. Others are left alone: Electron and
 * Chromium have many of their own. A value that does not fit is a problem, said in a sentence.
 */
export function readFlags(argv: readonly string[]): Flags | FlagsProblem {
  const { before, link } = untilLink(argv);
  const { value, has } = reader(before);
  const port = value('--port');
  const lang = value('--lang');
  const data = value('--data');
  const hub = value('--hub');
  if (data === '') return { problem: '--data needs a folder' };
  if (hub === '') return { problem: '--hub needs an address' };
  if (port !== null && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) {
    return { problem: '--port needs a number from 1 to 65535' };
  }
  const policy = value('--cache-policy');
  const cachePolicy = cachePolicies.find((each) => each === policy) ?? null;
  // A rule that protects must not be missed by a slip of the hand.
  if (policy !== null && cachePolicy === null) {
    return { problem: `--cache-policy needs one of ${cachePolicies.join(', ')}` };
  }
  const wipe = value('--wipe');
  // Who wants everything gone must not be left with a desk that opens.
  if (wipe !== null && !has('--wipe')) return { problem: '--wipe takes no value' };
  if (wipe === null && has('--yes')) return { problem: '--yes goes with --wipe' };
  const scene = value('--training');
  const training = sceneIds.find((each) => each === scene) ?? null;
  if (scene !== null && training === null)
    return { problem: `--training needs one of ${sceneIds.join(', ')}` };
  if (training !== null && !(has('--host') && has('--demo'))) {
    return { problem: '--training goes with --host and --demo' };
  }
  return {
    training,
    host: has('--host'),
    demo: has('--demo'),
    data,
    port: port === null ? null : Number(port),
    // Chromium has this switch too, with many more languages: one we do not have is no mistake.
    lang: lang === null ? null : /^zh\b/i.test(lang) ? 'zh-CN' : /^en\b/i.test(lang) ? 'en' : null,
    hub,
    cachePolicy,
    wipe: wipe === null ? null : { confirmed: has('--yes') },
    hidden: has('--hidden'),
    link,
    say: has('--version') ? 'version' : has('--help') ? 'help' : null,
  };
}

/**
 * A link ends the command line: whoever wrote it may have hoped that a part of it, or what stands behind it, is taken for a
 * flag. So does `--`.
 */
function untilLink(argv: readonly string[]): {
  readonly before: readonly string[];
  readonly link: string | null;
} {
  const end = argv.findIndex((each) => each === '--' || isLinkLike(each));
  if (end < 0) return { before: argv, link: null };
  return { before: argv.slice(0, end), link: argv.slice(end).find(isLinkLike) ?? null };
}

/** The command line of a desk that is to go on where this one ends: without the link, which was followed, and as visible as it is now. */
export function argsAgain(argv: readonly string[], isHidden: boolean): readonly string[] {
  const kept = untilLink(argv).before.filter((each) => each !== '--hidden');
  return isHidden ? [...kept, '--hidden'] : kept;
}

function reader(argv: readonly string[]) {
  return {
    has: (name: string): boolean => argv.includes(name),
    /** Null when it is not given; empty when its value is missing. */
    value: (name: string): string | null => {
      const at = argv.findIndex((each) => each === name || each.startsWith(`${name}=`));
      const given = argv[at];
      if (given === undefined) return null;
      if (given !== name) return given.slice(name.length + 1);
      const next = argv[at + 1];
      return next === undefined || next.startsWith('--') ? '' : next;
    },
  };
}
