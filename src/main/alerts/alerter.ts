import { channelsFor, type Scene } from '#shared/domain/alerts/decide.ts';
import { holdBack, noFlood } from '#shared/domain/alerts/floods.ts';
import { type AlertChannel, type SoundName, soundOf } from '#shared/domain/alerts/kinds.ts';
import type { DeskRung } from '#shared/domain/alerts/ladder.ts';
import type { AlertPreferences } from '#shared/domain/alerts/preferences.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { fill, type Texts } from '../locales/texts.ts';
import type { Notice, Toast } from '../shell/notices.ts';
import type { Proof } from './reports.ts';

export type AlerterOptions = {
  readonly clock: Pick<Clock, 'now'>;
  readonly preferences: () => AlertPreferences;
  readonly scene: () => Scene;
  readonly texts: () => Texts;
  readonly toast: (toast: Toast) => void;
  /** `proof`: the wait that it is proof of. */
  readonly play: (sound: SoundName, proof?: Proof) => void;
  readonly flash: (proof?: Proof) => void;
};

export type Alerter = {
  /** Tells the person, and answers by what. The count on the icon is not its work. */
  readonly raise: (notice: Notice) => readonly AlertChannel[];
  /** One rung of the ladder, by its one channel; false where the person's rules hold it back. */
  readonly climb: (notice: Notice, channel: DeskRung) => boolean;
  /** Forgets what was told lately: somebody else sits there. */
  readonly reset: () => void;
};

/** Carries out what the rules of `shared/domain/alerts` say of each event. */
export function createAlerter(options: AlerterOptions): Alerter {
  const { clock, preferences, scene, texts } = options;
  let flood = noFlood;

  /** Where others may see the screen, nothing of what was said is on it. */
  function discreet(notice: Notice): Toast {
    const { conversationId, title, body, entryId, line, proof, watch, quality } = notice;
    const leads = {
      ...(line !== undefined && { line }),
      ...(proof && { proof }),
      ...(watch && { watch }),
      ...(quality && { quality }),
    };
    const toast = { conversationId, title, body, entryId, ...leads };
    if (preferences().preview || conversationId === null) return toast;
    return { ...toast, body: texts().alert[notice.kind] };
  }

  function toast(notice: Notice, summary: number | null): void {
    if (summary === null) {
      options.toast(discreet(notice));
      return;
    }
    const { many } = texts().notice;
    const title = fill(many, { count: String(summary) });
    options.toast({ conversationId: null, title, body: texts().notice.manyBody, entryId: null });
  }

  return {
    raise: (notice) => {
      const { kind, importance, conversationId } = notice;
      const wanted = channelsFor({ kind, importance, conversationId, byMe: false }, scene(), preferences());
      const held = holdBack(flood, notice, wanted, clock.now());
      flood = held.flood;
      if (held.channels.includes('toast')) toast(notice, held.summary);
      if (held.channels.includes('sound')) options.play(soundOf(kind, importance));
      if (held.channels.includes('flash')) options.flash();
      return held.channels;
    },
    climb: (notice, channel) => {
      const { kind, importance, conversationId } = notice;
      const wanted = channelsFor({ kind, importance, conversationId, byMe: false }, scene(), preferences());
      if (!wanted.includes(channel)) return false;
      if (channel === 'toast') options.toast(discreet(notice));
      else if (channel === 'sound') options.play('urgent', notice.proof);
      else options.flash(notice.proof);
      return true;
    },
    reset: () => {
      flood = noFlood;
    },
  };
}
