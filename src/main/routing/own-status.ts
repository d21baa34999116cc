import {
  type AutoAway,
  type Hands,
  noAutoAway,
  stepAutoAway,
  wasSaid,
} from '#shared/domain/routing/auto-away.ts';
import type { AgentStatus } from '#shared/domain/routing/status.ts';
import type { OwnStatus } from '#shared/ipc/routing.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Ask } from '../connection/requests.ts';

export type OwnStatusOptions = {
  readonly ask: Ask;
  readonly onChanged: (status: OwnStatus) => void;
};

/** What the signed-in person is to others: told by the hub, by any of their desks, and away by itself (A13). */
export type OwnStatusKeeper = {
  readonly get: () => OwnStatus;
  readonly ready: (ready: Pick<DeskNews['ready'], 'status' | 'settings'>) => void;
  readonly heard: (status: AgentStatus) => void;
  /** An admin has changed the house's settings. */
  readonly housed: (settings: DeskNews['settings']) => void;
  readonly set: (wanted: Pick<AgentStatus, 'status' | 'reason'>) => Promise<AgentStatus>;
  /** What is seen at the machine; told again and again, also where nothing has changed. */
  readonly hands: (hands: Hands) => Promise<void>;
};

export const noSettings: OwnStatus['settings'] = { awayReasons: [], awayAfter: null };

export function createOwnStatus({ ask, onChanged }: OwnStatusOptions): OwnStatusKeeper {
  let own: AgentStatus | null = null;
  let settings = noSettings;
  let auto: AutoAway = noAutoAway;
  let seen: Hands = 'active';
  let isTelling = false;

  function tell(): void {
    onChanged({ own, settings });
  }

  function heard(status: AgentStatus): void {
    own = status;
    tell();
    void follow();
  }

  async function set(wanted: Pick<AgentStatus, 'status' | 'reason'>): Promise<AgentStatus> {
    const status = await ask('status.set', wanted);
    heard(status);
    return status;
  }

  /** Does what the rule says. What the hub could not be told now comes again with the next look. */
  async function follow(): Promise<void> {
    if (own === null || isTelling) return;
    const hands = seen;
    const step = stepAutoAway(auto, own, hands);
    auto = step.next;
    if (step.set === null) return;
    isTelling = true;
    try {
      own = await ask('status.set', step.set);
      auto = wasSaid(auto, hands);
      tell();
    } catch {
      // Not told: the line is gone. Whoever looks next tries again.
    } finally {
      isTelling = false;
    }
  }

  return {
    get: () => ({ own, settings }),
    ready: (ready) => {
      settings = ready.settings;
      heard(ready.status);
    },
    heard,
    housed: (changed) => {
      settings = changed;
      tell();
    },
    set,
    hands: (hands) => {
      seen = hands;
      return follow();
    },
  };
}
