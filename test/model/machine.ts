import type { Clock } from '#shared/domain/clock.ts';

/** Something that can be killed: a hub, a desk, a tab. Once dead nothing of it runs any more. */
export type Process = {
  readonly alive: () => boolean;
  /** Ends it at once; those who asked are told in the order they asked. */
  readonly kill: () => void;
  readonly onKilled: (run: () => void) => void;
  readonly clock: Clock;
};

/** What travels, and may be held up on the way. */
export type Packet = {
  /** It may be lost, doubled or overtaken; what is not lossy comes, once and in its place. */
  readonly lossy: boolean;
  readonly deliver: () => void;
  /** That it got lost has an end of its own. What has none is news: nobody waits for them. */
  readonly lost?: () => void;
};

/** One direction between two ends, in the order of sending. */
export type Wire = {
  readonly send: (packet: Packet) => void;
  /** Of what is on its way only the first `kept` packets still arrive. */
  readonly keep: (kept: number) => void;
};

export type Fate = 'comes' | 'lost' | 'twice' | 'late';

/** What takes longer, in real time, will never end. Milliseconds. */
const patience = 20_000;

export type Machine = ReturnType<typeof createMachine>;

/**
 * Time and everything that is on its way, in the hands of a test: nothing moves and no timer fires
 * unless a step says so.
 */
export function createMachine() {
  let now = 1_700_000_000_000;
  let lastTimer = 0;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  let activity = 0;
  let pending = 0;
  /** Those with something on its way. */
  let wires: { readonly name: string; packets: Packet[] }[] = [];

  /** Lets promises, and turns of the event loop that follow from them, come to an end. */
  async function settle(): Promise<void> {
    let seen = -1;
    const from = performance.now();
    for (let quiet = 0; quiet < 2; quiet = seen === activity && pending === 0 ? quiet + 1 : 0) {
      seen = activity;
      if (performance.now() - from > patience)
        throw new Error(`never still: ${pending} things are being waited for`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  function openWire(name: string): Wire {
    const wire = { name, packets: [] as Packet[] };
    return {
      send: (packet) => {
        activity += 1;
        wire.packets.push(packet);
        if (!wires.includes(wire)) wires.push(wire);
      },
      keep: (kept) => {
        wire.packets = wire.packets.slice(0, kept);
      },
    };
  }

  const busy = () => {
    wires = wires.filter((wire) => wire.packets.length > 0);
    return wires;
  };

  /** One packet of the `nth` wire that has any. False when there is none. */
  function move(nth: number, fate: Fate): boolean {
    const waiting = busy();
    const wire = waiting[nth % Math.max(1, waiting.length)];
    const packet = wire?.packets.shift();
    if (wire === undefined || packet === undefined) return false;
    activity += 1;
    const is = packet.lossy ? fate : 'comes';
    if (is === 'comes' || is === 'twice') packet.deliver();
    if (is === 'lost') packet.lost?.();
    if (is === 'late' || is === 'twice') wire.packets.push(packet);
    return true;
  }

  /**
   * Everything arrives, one packet of each wire after the other, with what it brings about; but of news every
   * `leak`-th is lost.
   */
  async function flow(leak = Number.POSITIVE_INFINITY): Promise<void> {
    let news = 0;
    await settle();
    for (let round = 0; busy().length > 0; round += 1) {
      if (round > 5_000) throw new Error(`never still: ${busy().map((wire) => wire.name)}`);
      for (const wire of busy()) {
        activity += 1;
        const packet = wire.packets.shift();
        if (packet?.lossy && packet.lost === undefined) news += 1;
        if (news >= leak) news = 0;
        else packet?.deliver();
      }
      await settle();
    }
  }

  /** So many milliseconds; with `flowing` everything arrives whenever something happened. */
  async function pass(milliseconds: number, flowing: boolean): Promise<void> {
    const end = now + milliseconds;
    await (flowing ? flow() : settle());
    for (;;) {
      const [id, next] = nextTimer() ?? [];
      if (id === undefined || next === undefined || next.at > end) break;
      timers.delete(id);
      now = Math.max(now, next.at);
      next.run();
      await (flowing ? flow() : settle());
    }
    now = end;
  }

  function nextTimer() {
    let first: [number, { readonly at: number; readonly run: () => void }] | undefined;
    for (const each of timers) if (first === undefined || each[1].at < first[1].at) first = each;
    return first;
  }

  function after(milliseconds: number, run: () => void): () => void {
    activity += 1;
    lastTimer += 1;
    const id = lastTimer;
    timers.set(id, { at: now + Math.max(0, milliseconds), run });
    return () => void timers.delete(id);
  }

  function spawn(): Process {
    let alive = true;
    const ends: (() => void)[] = [];
    return {
      alive: () => alive,
      kill: () => {
        if (!alive) return;
        alive = false;
        for (const run of ends) run();
      },
      onKilled: (run) => void ends.push(run),
      clock: {
        now: () => now,
        after: (milliseconds, run) =>
          after(milliseconds, () => {
            if (alive) run();
          }),
      },
    };
  }

  return {
    /** Something is done in real time, a module loaded or a file written: everything waits for it. */
    waits: () => {
      pending += 1;
    },
    goesOn: () => {
      pending -= 1;
    },
    now: () => now,
    after,
    openWire,
    move,
    flow,
    settle,
    pass,
    spawn,
  };
}
