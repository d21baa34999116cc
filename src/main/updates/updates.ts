import type { Clock } from '#shared/domain/clock.ts';
import { asksForPassword, canInstall, type Here } from '#shared/domain/update/here.ts';
import { judgeFile } from '#shared/domain/update/judge.ts';
import type { Manifest } from '#shared/domain/update/manifest.ts';
import { type Hours, lastDateOf, type UpdateMode, waitsFor } from '#shared/domain/update/moment.ts';
import { type DeskRequirement, standingOf } from '#shared/domain/update/required.ts';
import type { UpdateFault, UpdateState } from '#shared/ipc/updates.ts';
import { faultOf, type Log } from '../log.ts';
import type { Fetcher, Installed } from './fetcher.ts';
import { obtain, seek } from './find.ts';
import type { MemoryFile } from './memory.ts';

export type UpdatesOptions = {
  readonly here: Here;
  readonly rules: { readonly mode: UpdateMode; readonly hours: Hours; readonly days: number };
  /** The folder; null: nobody said where it is. */
  readonly feed: string | null;
  /** Null: no key is built in. */
  readonly isSigned: ((text: string, signature: string) => boolean) | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: MemoryFile;
  /** The body of an answer, or null where there is no such file. Rejects where nothing can be reached. */
  readonly read: (url: string) => Promise<string | null>;
  readonly fetcher: () => Promise<Fetcher>;
  readonly digestOf: (file: string) => Promise<{ readonly size: number; readonly sha256: string }>;
  readonly remove: (file: string) => void;
  readonly conversations: () => Promise<number>;
  /** What the hubs of this desk want of it; null: nothing. */
  readonly required: () => DeskRequirement | null;
  /** Milliseconds since a hand was on this computer, and the minute on its wall. */
  readonly idle: () => number;
  readonly minute: () => number;
  readonly tell: (state: UpdateState) => void;
  /** It is ready, and the person may be elsewhere. */
  readonly announce: (version: string) => void;
  /**
   * Ends the desk in order; `finish` is called when nothing of it is at work any more. `stayed`: the person did not want it to end
   * after all.
   */
  readonly restart: (finish: () => Installed, stayed: () => void) => void;
};

export type Updates = {
  readonly state: () => UpdateState;
  readonly check: () => Promise<UpdateState>;
  readonly install: (when: 'now' | 'afterwards') => Promise<UpdateState>;
  readonly later: (until: number) => UpdateState;
  readonly start: () => void;
  readonly stop: () => void;
};

const minute = 60_000;
/** Desks of one house do not all ask in the same minute. */
const pace = 4 * 60 * minute;
const day = 24 * 60 * minute;

/** Looks for updates, checks and fetches them, and puts them in place at a moment that suits. */
export function createUpdates(options: UpdatesOptions): Updates {
  const { here, rules, clock, log, memory } = options;
  const mode = canInstall(here.kind) || rules.mode === 'off' ? rules.mode : 'notify';
  let found: { manifest: Manifest; back: boolean } | null = null;
  let file: string | null = null;
  let fetcher: Fetcher | null = null;
  let checking: Promise<void> | null = null;
  let cancelTick = (): void => {};
  let nextCheck = 0;
  /** What a hub wanted when it was last looked for. */
  let wantedThen: string | null = null;
  let announced = 0;
  let stopped = false;
  let state: UpdateState = {
    ...{
      stage: mode === 'off' ? 'off' : 'none',
      version: here.version,
      mode,
      channel: here.channel,
      code: null,
      feed: originOf(options.feed),
    },
    ...{ checkedAt: null, update: null, progress: null, waits: null, later: null, lastDate: null },
    ...{ conversations: 0, afterwards: false, password: asksForPassword(here.kind), last: memory.get().last },
  };

  function set(change: Partial<UpdateState>): UpdateState {
    const next = { ...state, ...change };
    if (JSON.stringify(next) !== JSON.stringify(state)) {
      state = next;
      options.tell(state);
    }
    return state;
  }

  function refuse(code: UpdateFault): void {
    log.warn('update refused', { code });
    set({ stage: 'refused', code, progress: null, waits: null });
  }

  /** A hub wants a newer one than this. */
  function wanted(): DeskRequirement | null {
    const required = options.required();
    return standingOf(here.version, required, clock.now()) === 'fine' ? null : required;
  }

  /** What was about to be put in place when the desk ended: it is, or it is not. */
  function lookBack(): void {
    const { tried } = memory.get();
    if (tried === null) return;
    memory.set({ tried: null });
    if (tried.to === here.version) {
      memory.set({ last: tried, later: null, ready: null });
      set({ last: tried });
    } else if (tried.from === here.version) set({ stage: 'refused', code: 'not_installed' });
  }

  async function look(): Promise<void> {
    const { feed, isSigned, read } = options;
    if (mode === 'off') return;
    if (isSigned === null) return refuse('no_key');
    if (feed === null) return refuse('no_feed');
    const before = state;
    set({ stage: 'checking', code: null });
    const newestSeen = memory.get().seen[here.channel] ?? 0;
    const required = wanted()?.minimum ?? null;
    wantedThen = required;
    const sought = await seek({ feed, here, isSigned, read, now: clock.now, newestSeen, required, log });
    // What is ready stays ready without a feed.
    if (sought.is === 'unreachable' && before.stage === 'ready') return void set(before);
    if (sought.is === 'unreachable') return refuse('unreachable');
    set({ checkedAt: clock.now() });
    if (sought.is === 'absent') return refuse('no_feed');
    if (sought.is === 'refused') {
      drop();
      return refuse(sought.code);
    }
    const { manifest } = sought;
    memory.set({ seen: { ...memory.get().seen, [here.channel]: manifest.released } });
    if (sought.is === 'current') {
      drop();
      set({ stage: 'current', update: null, waits: null, lastDate: null, afterwards: false });
      return;
    }
    const { version, size, released, notes } = manifest;
    if (found?.manifest.sha256 !== manifest.sha256) file = null;
    found = { manifest, back: sought.back };
    set({ update: { version, back: sought.back, size, released, notes } });
    if (mode === 'notify') set({ stage: 'told' });
    else if (file !== null) await ready();
    else await fetch(feed, manifest);
  }

  async function fetch(feed: string, manifest: Manifest): Promise<void> {
    set({ stage: 'fetching', progress: 0 });
    const { digestOf, remove } = options;
    const onProgress = (progress: number) => set({ progress });
    fetcher ??= await options.fetcher();
    const obtained = await obtain({ fetcher, feed, manifest, onProgress, digestOf, remove, log });
    if (obtained.is === 'refused') return refuse(obtained.code);
    file = obtained.file;
    const { version } = manifest;
    const { ready: known } = memory.get();
    if (known?.version !== version) memory.set({ ready: { version, since: clock.now() }, later: null });
    log.info('update ready', { version });
    await ready();
    announce(version);
  }

  function announce(version: string): void {
    announced = clock.now();
    options.announce(version);
  }

  async function ready(): Promise<void> {
    set({ stage: 'ready', progress: null, code: null });
    await weigh();
  }

  function drop(): void {
    if (file !== null) options.remove(file);
    file = null;
    found = null;
  }

  /** Whether the moment has come. */
  async function weigh(): Promise<void> {
    if (found === null || file === null || state.stage !== 'ready') return;
    const now = clock.now();
    const { ready: known, later } = memory.get();
    const lastDate = lastDateOf(found.manifest, {
      readySince: known?.since ?? now,
      days: rules.days,
      wantedBy: wanted()?.until ?? null,
    });
    const conversations = await options.conversations();
    if (state.afterwards && conversations === 0) return begin();
    const moment = {
      mode,
      now,
      minute: options.minute(),
      hours: rules.hours,
      later,
      lastDate,
      conversations,
    };
    let waits = waitsFor({ ...moment, idle: options.idle() });
    // Nobody is asked for a password in the night.
    if (waits === null && state.password) {
      waits = 'person';
      if (now - announced >= day) announce(found.manifest.version);
    }
    set({ waits, lastDate, later, conversations });
    if (waits === null) await begin();
  }

  /** From here the desk ends. What was checked when it came is checked once more: it has lain on a disk since then. */
  async function begin(): Promise<void> {
    if (found === null || file === null || fetcher === null) return;
    const { manifest } = found;
    set({ stage: 'installing', waits: null });
    const digests = await options.digestOf(file).catch(() => ({ size: 0, sha256: '' }));
    const code = judgeFile(manifest, digests);
    if (code !== null) {
      drop();
      return refuse(code);
    }
    const tool = fetcher;
    memory.set({ tried: { from: here.version, to: manifest.version, at: clock.now() } });
    options.restart(
      () => tool.install(),
      () => {
        memory.set({ tried: null });
        set({ stage: 'ready', afterwards: false });
      },
    );
  }

  function tick(): void {
    if (stopped) return;
    // What a hub begins to want is looked for at once.
    const isNew = (wanted()?.minimum ?? null) !== wantedThen;
    const work = clock.now() >= nextCheck || isNew ? check() : weigh();
    void Promise.resolve(work)
      .catch((error) => log.error('updates', faultOf(error)))
      .finally(() => {
        if (!stopped) cancelTick = clock.after(minute, tick);
      });
  }

  async function check(): Promise<UpdateState> {
    if (state.stage === 'installing') return state;
    nextCheck = clock.now() + pace;
    checking ??= look().finally(() => {
      checking = null;
    });
    await checking;
    return state;
  }

  return {
    state: () => state,
    check,
    install: async (when) => {
      if (state.stage !== 'ready') return state;
      set({ afterwards: when === 'afterwards' });
      await (when === 'now' ? begin() : weigh());
      return state;
    },
    later: (until) => {
      if (state.stage !== 'ready') return state;
      const later = Math.min(until, state.lastDate ?? until);
      memory.set({ later });
      return set({ later, afterwards: false });
    },
    start: () => {
      lookBack();
      if (mode !== 'off') tick();
    },
    stop: () => {
      stopped = true;
      cancelTick();
    },
  };
}

function originOf(feed: string | null): string | null {
  return feed !== null && URL.canParse(feed) ? new URL(feed).origin : null;
}
