import type { Health } from '../../ipc/support.ts';

export type Verdict = 'good' | 'attention' | 'bad';

/** Lines of the health page, in their order. Those of an account come once for each. */
export const healthLines = [
  ...(['line', 'cache', 'outbox', 'policy', 'settings', 'updates', 'notifications', 'sound'] as const),
  ...(['network', 'links', 'autostart', 'gpu', 'disk', 'crashes'] as const),
] as const;
export type HealthId = (typeof healthLines)[number];

/** `why` is a code that the page has words for: what is wrong, and what to do. */
export type HealthLine = {
  readonly id: HealthId;
  /** Place among the accounts; null: of the whole program. */
  readonly account: number | null;
  readonly verdict: Verdict;
  readonly why: Why;
};

export type Why =
  | 'fine'
  | 'signedOut'
  | 'connecting'
  | 'away'
  | 'refused'
  | 'slow'
  | 'polling'
  | 'unprotected'
  | 'lost'
  | 'waiting'
  | 'refusedMessages'
  | 'ignored'
  | 'updateReady'
  | 'updateRefused'
  | 'notTried'
  | 'failed'
  | 'noPlayer'
  | 'software'
  | 'tight'
  | 'full'
  | 'unknown'
  | 'some'
  | 'wayFault'
  | 'wayLacks'
  | 'ignoredRoots'
  | 'othersLinks'
  | 'nobodysLinks'
  | 'otherCopy';

/** A round trip that one notices, milliseconds. */
const slow = 800;
/** Free space in bytes: the cache grows, and the database needs room to work. */
const tight = 2_000_000_000;
const full = 300_000_000;

/** What of it is well. The page and the bundle say the same. */
export function judgeHealth(health: Health): readonly HealthLine[] {
  const lines: HealthLine[] = [];
  const say = (id: HealthId, account: number | null, [verdict, why]: readonly [Verdict, Why]) =>
    void lines.push({ id, account, verdict, why });
  health.accounts.forEach((account, at) => {
    say('line', at, lineOf(account));
    say('cache', at, cacheOf(account));
    say('outbox', at, outboxOf(account));
  });
  say('policy', null, health.policy.ignored > 0 ? ['attention', 'ignored'] : good);
  if (health.settingsIgnored.length > 0) say('settings', null, ['attention', 'ignored']);
  if (health.updates !== null) say('updates', null, updatesOf(health.updates));
  const { works, player } = health.notifications;
  say(
    'notifications',
    null,
    works === false ? ['bad', 'failed'] : works === null ? ['good', 'notTried'] : good,
  );
  say('sound', null, player === null ? ['attention', 'noPlayer'] : good);
  say('network', null, networkOf(health.network));
  say('links', null, linksOf(health.ways.links));
  say('autostart', null, health.ways.autostart === 'other' ? ['attention', 'otherCopy'] : good);
  say('gpu', null, isDrawnBySoftware(health.gpu) ? ['attention', 'software'] : good);
  const { free } = health.disk;
  say(
    'disk',
    null,
    free === null
      ? ['attention', 'unknown']
      : free < full
        ? ['bad', 'full']
        : free < tight
          ? ['attention', 'tight']
          : good,
  );
  say('crashes', null, health.crashes.count > 0 ? ['attention', 'some'] : good);
  return lines;
}

const good = ['good', 'fine'] as const;

/** A copy that was only unpacked has none registered, and works all the same. */
function linksOf(links: Health['ways']['links']): readonly [Verdict, Why] {
  if (links === 'others') return ['attention', 'othersLinks'];
  return links === 'nobody' ? ['attention', 'nobodysLinks'] : good;
}

function networkOf({ fault, lacks, authorities }: Health['network']): readonly [Verdict, Why] {
  if (fault !== null) return ['bad', 'wayFault'];
  if (lacks) return ['attention', 'wayLacks'];
  return authorities.ignored > 0 ? ['attention', 'ignoredRoots'] : good;
}

type Account = Health['accounts'][number];

function lineOf({ signedIn, line, transport }: Account): readonly [Verdict, Why] {
  if (!signedIn) return ['attention', 'signedOut'];
  if (line.state === 'refused') return ['bad', 'refused'];
  if (line.state === 'offline') return ['bad', 'away'];
  if (line.state === 'connecting') return ['attention', 'connecting'];
  if (line.latency !== null && line.latency > slow) return ['attention', 'slow'];
  return transport === 'polling' ? ['attention', 'polling'] : good;
}

function cacheOf({ cache }: Account): readonly [Verdict, Why] {
  if (cache.loss !== null) return ['bad', 'lost'];
  return cache.protection === 'basic' ? ['attention', 'unprotected'] : good;
}

function outboxOf({ outbox, line }: Account): readonly [Verdict, Why] {
  if (outbox.refused > 0) return ['bad', 'refusedMessages'];
  return outbox.waiting > 0 && line.state !== 'connected' ? ['attention', 'waiting'] : good;
}

/** Everything is drawn by the processor: it works, and takes its time. */
export function isDrawnBySoftware(gpu: Health['gpu']): boolean {
  const { gpu_compositing: compositing = 'enabled' } = gpu;
  return compositing !== 'enabled';
}

/** Where nobody wants any there is nothing to be done here; what was built without a key never has any. */
function updatesOf({ stage, code }: NonNullable<Health['updates']>): readonly [Verdict, Why] {
  if (stage === 'ready' || stage === 'told') return ['attention', 'updateReady'];
  if (stage === 'refused' && code !== 'no_key') return ['attention', 'updateRefused'];
  return good;
}
