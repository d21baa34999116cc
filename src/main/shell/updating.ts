import { app, powerMonitor } from 'electron';
import { wallTime } from '#shared/domain/alerts/quiet.ts';
import { hoursFrom } from '#shared/domain/update/moment.ts';
import { mostWanted } from '#shared/domain/update/required.ts';
import type { UpdateState } from '#shared/ipc/updates.ts';
import { systemClock } from '../clock.ts';
import type { Desks } from '../desks.ts';
import { fill, type Texts } from '../locales/texts.ts';
import { faultOf, type Log } from '../log.ts';
import { fetchedBy } from '../network/fetched.ts';
import type { WayOut } from '../network/way-out.ts';
import type { Governed } from '../settings/policy/governed.ts';
import { type BuiltIn, builtIn, builtInFrom, kindHere } from '../updates/built-in.ts';
import { createFetcher } from '../updates/fetcher.ts';
import { digestOf, reader, removeFetched } from '../updates/files.ts';
import { signatureCheck } from '../updates/keys.ts';
import { updateMemory } from '../updates/memory.ts';
import { createUpdates, type Updates } from '../updates/updates.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Toast } from './notices.ts';

const usualHours = { from: 2 * 60, to: 5 * 60 };
const usualDays = 7;
/** Who has heard nothing for so long is not in the middle of a conversation, though it is open. Milliseconds. */
const stillTalking = 30 * 60_000;

export type UpdatingOptions = {
  readonly dir: string;
  readonly settings: Governed;
  readonly desks: Desks;
  readonly log: Log;
  readonly way: WayOut;
  readonly lifecycle: Lifecycle;
  readonly texts: () => Texts;
  readonly device: string;
  readonly version: string;
  /** A desk for training is beside another one, which looks. */
  readonly isTraining: boolean;
  readonly notify: (toast: Toast) => void;
  readonly tell: (state: UpdateState) => void;
};

/** Updates of the program that runs, wired to Electron. */
export function startUpdating(options: UpdatingOptions): Updates {
  const { settings, desks, log, texts } = options;
  const policy = settings.values();
  const { keys, feed } = here();
  const kind = kindHere(process.platform, app.getPath('exe'), process.env);
  const updates = createUpdates({
    here: {
      ...{ version: options.version, channel: policy.UpdateChannel ?? 'stable', device: options.device },
      ...{ platform: process.platform, arch: process.arch, kind },
    },
    rules: {
      mode: options.isTraining ? 'off' : (policy.UpdateMode ?? 'ask'),
      hours: hoursFrom(policy.UpdateHours ?? '') ?? usualHours,
      days: policy.UpdateDeadlineDays ?? usualDays,
    },
    feed: policy.UpdateFeed ?? feed,
    isSigned: signatureCheck(keys),
    clock: systemClock,
    log,
    memory: updateMemory(options.dir),
    read: reader((url, { signal }) => fetchedBy(options.way, url, signal)),
    fetcher: async () =>
      createFetcher({
        library: await import('electron-updater'),
        kind,
        agentFor: options.way.agentFor,
        onFault: (error) => log.warn('electron-updater', faultOf(error)),
      }),
    digestOf,
    remove: removeFetched,
    conversations: () => conversationsOf(desks),
    required: () => mostWanted(desks.all().map(({ desk }) => desk.required())),
    idle: () => powerMonitor.getSystemIdleTime() * 1000,
    minute: () => wallTime(Date.now()).minute,
    tell: options.tell,
    announce: (version) => {
      const { updateTitle, updateBody } = texts().notice;
      const title = fill(updateTitle, { version });
      options.notify({ conversationId: null, title, body: updateBody, entryId: null });
    },
    restart: options.lifecycle.endWith,
  });
  updates.start();
  return updates;
}

/** A tree of development has no keys of its own, and takes them from whoever tests; an installed desk never does. */
function here(): BuiltIn {
  if (app.isPackaged) return builtIn(app.getAppPath());
  const { YINGKE_UPDATE_PUBLIC_KEYS: keys, YINGKE_UPDATE_FEED: feed } = process.env;
  return builtInFrom({ updates: { keys: keys?.split(','), feed } });
}

/** Customers that the people at this desk are with: theirs, open, and somebody has said something lately. */
async function conversationsOf(desks: Desks): Promise<number> {
  const since = Date.now() - stillTalking;
  const counts = desks.all().map(async ({ desk }) => {
    const who = desk.whose();
    if (who === null || desk.account().state !== 'signed-in') return 0;
    const rows = await desk.conversations['conversations.list']({});
    return rows.filter(
      ({ conversation: { status, agent, lastMessage } }) =>
        status === 'active' && agent?.id === who.me.id && (lastMessage?.at ?? 0) > since,
    ).length;
  });
  return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
}
