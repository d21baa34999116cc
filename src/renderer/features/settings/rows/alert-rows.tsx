import { useLingui } from '@lingui/react/macro';
import { Volume2 } from 'lucide-react';
import {
  type AlertChannel,
  type AlertKind,
  alertChannels,
  alertKinds,
  soundNames,
  type Threshold,
  thresholds,
} from '#shared/domain/alerts/kinds.ts';
import type { AlertPreferences } from '#shared/domain/alerts/preferences.ts';
import { tell } from '../../../bridge/bridge.ts';
import { setAlerts, useAlerts } from '../../../state/alerts.ts';
import { Button } from '../../../ui/button.tsx';
import { Input, Select, Toggle } from '../controls.tsx';
import type { Setting } from '../setting-row.tsx';
import { useChannelNames, useKindNames, useThresholdNames } from '../words.ts';

export function useAlertRows(): readonly Setting[] {
  const { t } = useLingui();
  const state = useAlerts((s) => s.state);
  const soundTexts = { message: t`New message`, offer: t`Offer`, urgent: t`Urgent` };
  if (state === null) return [];
  const { preferences } = state;
  return [
    {
      id: 'events',
      section: 'notifications',
      label: t`What I am told of, and how`,
      hint: t`Important: valued customers, and what I am asked. Urgent: who waits too long, and supervisors' alerts. Of what is on the screen nothing is told.`,
      wide: true,
      control: (ids) => <EventTable id={ids.id} preferences={preferences} />,
    },
    {
      id: 'volume',
      section: 'notifications',
      label: t`Volume`,
      control: (ids) => (
        <span className="flex flex-wrap items-center gap-3">
          <input
            {...ids}
            type="range"
            min={0}
            max={100}
            step={5}
            value={preferences.volume}
            className="w-40 accent-accent"
            onChange={(event) => void setAlerts({ volume: Number(event.target.value) })}
          />
          <span className="w-10 text-2 text-ink-2">{`${preferences.volume} %`}</span>
          {soundNames.map((sound) => (
            <Button key={sound} onClick={() => tell('alerts.play', { sound })}>
              <Volume2 size={13} aria-hidden="true" />
              {soundTexts[sound]}
            </Button>
          ))}
        </span>
      ),
    },
    {
      id: 'preview',
      policy: 'NotificationPreview',
      section: 'notifications',
      label: t`Show what was written`,
      hint: t`In notifications; others may see the screen.`,
      control: (ids) => (
        <Toggle
          {...ids}
          label={t`Show what was written`}
          checked={preferences.preview}
          onChange={(event) => void setAlerts({ preview: event.target.checked })}
        />
      ),
    },
    {
      id: 'queue-limit',
      section: 'notifications',
      label: t`A queue is too long from`,
      control: (ids) => (
        <Input
          {...ids}
          type="number"
          min={1}
          max={999}
          className="w-20"
          value={preferences.queueLimit}
          onChange={(event) => {
            const limit = event.target.valueAsNumber;
            if (Number.isInteger(limit) && limit >= 1 && limit <= 999) void setAlerts({ queueLimit: limit });
          }}
        />
      ),
    },
  ];
}

function EventTable({ id, preferences }: { readonly id: string; readonly preferences: AlertPreferences }) {
  const { t } = useLingui();
  const kinds = useKindNames();
  const channels = useChannelNames();
  const names = useThresholdNames();
  const { events } = preferences;
  const put = (kind: AlertKind, channel: AlertChannel, least: Threshold) =>
    void setAlerts({ events: { ...events, [kind]: { ...events[kind], [channel]: least } } });
  return (
    <div className="w-full overflow-x-auto">
      <table id={id} className="w-full border-collapse text-2" data-testid="alert-table">
        <thead>
          <tr className="text-left text-1 text-ink-3">
            <th scope="col" className="py-1 pr-3 font-normal">{t`Event`}</th>
            {alertChannels.map((channel) => (
              <th key={channel} scope="col" className="px-1 py-1 font-normal">
                {channels[channel]}
              </th>
            ))}
            <th scope="col" className="py-1 font-normal">
              <span className="sr-only">{t`Try it`}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {alertKinds.map((kind) => {
            const name = kinds[kind];
            return (
              <tr key={kind} className="border-line border-t">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {name}
                </th>
                {alertChannels.map((channel) => {
                  const by = channels[channel];
                  return (
                    <td key={channel} className="px-1 py-1">
                      <Select
                        aria-label={t`${name}: ${by}`}
                        value={events[kind][channel]}
                        onChange={(event) => put(kind, channel, event.target.value as Threshold)}
                      >
                        {thresholds.map((one) => (
                          <option key={one} value={one}>
                            {names[one]}
                          </option>
                        ))}
                      </Select>
                    </td>
                  );
                })}
                <td className="py-1 text-right">
                  <Button
                    aria-label={t`Try it: ${name}`}
                    data-testid={`try-${kind}`}
                    onClick={() => tell('alerts.try', { kind, importance: 'urgent' })}
                  >
                    {t`Try it`}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
