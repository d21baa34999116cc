import { Trans, useLingui } from '@lingui/react/macro';
import type { DeviceRecord } from '#shared/protocol/devices.ts';
import { Button } from '../../../ui/button.tsx';
import { systemName } from '../../../ui/system-name.ts';
import { Tag } from '../../../ui/tag.tsx';
import { dateText, fullText, timeText } from '../../../ui/time.ts';
import { useStandingNames } from './filters.tsx';
import { standingOf } from './standing.ts';

const cell = 'px-3 py-1.5 align-top';

type DeviceRowProps = {
  readonly record: DeviceRecord;
  readonly now: number;
  readonly isOffline: boolean;
  readonly onWipe: () => void;
  readonly onKeep: () => void;
  readonly onSessions: () => void;
};

/** An account on a desk, and what can be done with it. */
export function DeviceRow({ record, now, isOffline, onWipe, onKeep, onSessions }: DeviceRowProps) {
  const { t, i18n } = useLingui();
  const { person, computer, app, seenAt, isHere, device } = record;
  const standing = standingOf(record);
  const name = computer?.name ?? t`Unnamed computer`;
  const who = person.name;
  return (
    <tr
      data-testid="device"
      data-device={device}
      data-standing={standing}
      className="border-line border-b last:border-0 hover:bg-hover"
    >
      <td className={`${cell} max-w-52`}>
        <span className="flex items-center gap-1.5">
          <span className="foreign truncate font-medium">{who}</span>
          {person.disabled && <Tag>{t`Disabled`}</Tag>}
        </span>
        <span className="foreign block truncate text-1 text-ink-3">{person.email}</span>
      </td>
      <td className={`${cell} max-w-52`} title={computer?.system}>
        <span className={`foreign block truncate ${computer === null ? 'text-ink-3' : ''}`}>{name}</span>
        {computer !== null && (
          <span className="foreign block truncate text-1 text-ink-3">{systemName(computer.system)}</span>
        )}
      </td>
      <td className={`${cell} foreign whitespace-nowrap text-ink-2 tabular-nums`}>
        {app.replace(/^desk\//u, '')}
      </td>
      <td className={`${cell} whitespace-nowrap`} title={fullText(seenAt, i18n.locale)}>
        {isHere ? (
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-good" />
            <Trans>Connected now</Trans>
          </span>
        ) : (
          <span className="text-ink-2 tabular-nums">
            {dateText(seenAt, i18n.locale, now)} {timeText(seenAt, i18n.locale)}
          </span>
        )}
      </td>
      <td className={cell}>
        <StandingText record={record} now={now} />
      </td>
      <td className={`${cell} whitespace-nowrap text-right`}>
        {standing === 'active' && (
          <Button
            look="quiet"
            data-testid="device-sessions"
            disabled={isOffline}
            aria-label={t`Sign-ins of ${who}`}
            onClick={onSessions}
          >
            <Trans>Sign-ins…</Trans>
          </Button>
        )}
        {(standing === 'active' || standing === 'signedOut') && (
          <Button
            className="ml-1"
            data-testid="device-wipe"
            disabled={isOffline}
            aria-label={t`Wipe what is kept of ${who} on ${name}`}
            onClick={onWipe}
          >
            <Trans>Wipe…</Trans>
          </Button>
        )}
        {standing === 'asked' && (
          <Button
            data-testid="device-keep"
            disabled={isOffline}
            aria-label={t`Take the wipe of ${who} on ${name} back`}
            onClick={onKeep}
          >
            <Trans>Take it back</Trans>
          </Button>
        )}
      </td>
    </tr>
  );
}

function StandingText({ record, now }: { readonly record: DeviceRecord; readonly now: number }) {
  const { t, i18n } = useLingui();
  const names = useStandingNames();
  const standing = standingOf(record);
  const { wipe } = record;
  const day = (at: number) => `${dateText(at, i18n.locale, now)} ${timeText(at, i18n.locale)}`;
  const more = () => {
    if (wipe === null) return null;
    const [ordered, told, wiped] = [wipe.orderedAt, wipe.toldAt ?? 0, wipe.wipedAt ?? 0].map(day);
    if (standing === 'asked') return t`${ordered}, not here since`;
    if (standing === 'told') return t`${told}, has not said that it is done`;
    if (standing === 'wiped') return t`${wiped}, by its own word`;
    return t`wiped before: ${wiped}`;
  };
  const tone =
    standing === 'asked' || standing === 'told' ? 'warn' : standing === 'active' ? 'accent' : 'plain';
  const said = more();
  return (
    <>
      <Tag tone={tone}>{names[standing]}</Tag>
      {said !== null && <span className="mt-0.5 block text-1 text-ink-3">{said}</span>}
    </>
  );
}
