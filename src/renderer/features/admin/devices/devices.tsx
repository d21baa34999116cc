import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/devices.ts';
import { call } from '../../../bridge/bridge.ts';
import { useMinute } from '../../../state/clock.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../parts/page.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { SessionsDialog } from '../sessions/sessions-dialog.tsx';
import { DeviceRow } from './device-row.tsx';
import { DeviceFilters } from './filters.tsx';
import { type Filter, filtered, isOnItsWay, nameOfPair, noFilter } from './standing.ts';
import { useDevices } from './use-devices.ts';
import { WipeDialog } from './wipe-dialog.tsx';

/** How many lines are drawn at first, and more at a time. */
const step = 100;

/** The desks of the house: who is signed in where, and the order to remove what one keeps (G5). */
export function DevicesPage() {
  const { t, i18n } = useLingui();
  const refusedText = useRefusedText();
  const isOffline = useDeskApp((s) => s.connection.state !== 'connected');
  const { devices, refusal, again, put } = useDevices();
  const action = useAction();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [shown, setShown] = useState(step);
  const [wiping, setWiping] = useState<DeviceRecord | null>(null);
  const [looking, setLooking] = useState<DeviceRecord['person'] | null>(null);
  const found = filtered(devices ?? [], filter, i18n.locale);

  const wipe = (record: DeviceRecord, whole: boolean) => {
    setWiping(null);
    void action.run(async () => {
      const { device, person } = record;
      const which = whole ? { device } : { device, person: person.id };
      put((await call('admin.devices.wipe', which)).devices);
    });
  };
  const keep = ({ device, person }: DeviceRecord) =>
    void action
      .run(async () => put((await call('admin.devices.keep', { device, person: person.id })).devices))
      .then((isDone) => (isDone ? undefined : again()));
  const why = (code: string) =>
    code === 'too_late' || code === 'not_found'
      ? t`It was too late: the desk has been told, and keeps nothing any more.`
      : null;
  const trouble = action.refusal ?? refusal;
  return (
    <Page
      section="devices"
      wide
      actions={
        <Button look="icon" aria-label={t`Read again`} disabled={isOffline} onClick={() => void again()}>
          <RotateCw size={15} aria-hidden="true" />
        </Button>
      }
    >
      <Summary devices={devices} />
      <DeviceFilters
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setShown(step);
        }}
      />
      {trouble !== null && (
        <div role="alert" className="mb-2 rounded-3 border border-line bg-panel px-4 py-3 text-2">
          <p>{(action.refusal && why(action.refusal.code)) ?? refusedText(trouble)}</p>
          {action.refusal === null && (
            <Button className="mt-2" onClick={() => void again()}>
              <Trans>Try again</Trans>
            </Button>
          )}
        </div>
      )}
      {devices === null && refusal === null && (
        <p role="status" className="text-2 text-ink-3">
          <Trans>Asking the hub…</Trans>
        </p>
      )}
      {found.length > 0 && (
        <Table>
          {found.slice(0, shown).map((record) => (
            <Row
              key={nameOfPair(record)}
              record={record}
              isOffline={isOffline || action.busy}
              onWipe={() => setWiping(record)}
              onKeep={() => keep(record)}
              onSessions={() => setLooking(record.person)}
            />
          ))}
        </Table>
      )}
      <div className="flex items-center gap-3 py-3 text-2 text-ink-3" aria-live="polite">
        {devices?.length === 0 && <Trans>Nobody has signed in on a desk yet.</Trans>}
        {devices !== null && devices.length > 0 && found.length === 0 && <Trans>No desk is like that.</Trans>}
        {found.length > shown && (
          <Button data-testid="devices-more" onClick={() => setShown(shown + step)}>
            <Trans>Show more</Trans>
          </Button>
        )}
      </div>
      {wiping !== null && (
        <WipeDialog
          record={wiping}
          others={(devices ?? []).filter(
            (one) => one.device === wiping.device && one.person.id !== wiping.person.id,
          )}
          onYes={(whole) => wipe(wiping, whole)}
          onNo={() => setWiping(null)}
        />
      )}
      {looking !== null && (
        <SessionsDialog
          person={looking}
          onClose={() => {
            setLooking(null);
            void again();
          }}
        />
      )}
    </Page>
  );
}

/** How many there are, and what is on its way. */
function Summary({ devices }: { readonly devices: readonly DeviceRecord[] | null }) {
  const { t } = useLingui();
  if (devices === null || devices.length === 0) return null;
  const [here, waiting] = [devices.filter((one) => one.isHere).length, devices.filter(isOnItsWay).length];
  return (
    <p role="status" data-testid="devices-summary" className="mb-2 text-2 text-ink-2">
      {[
        t`${plural(devices.length, { one: '# account on a desk', other: '# accounts on desks' })}`,
        t`${plural(here, { one: '# connected now', other: '# connected now' })}`,
        waiting === 0 ? null : t`${plural(waiting, { one: '# is to be wiped', other: '# are to be wiped' })}`,
      ]
        .filter((part) => part !== null)
        .join(' · ')}
    </p>
  );
}

function Table({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui();
  const heads = [t`Person`, t`Computer`, t`Version`, t`Last contact`, t`State`];
  return (
    <div className="overflow-x-auto rounded-3 border border-line bg-panel">
      <table className="w-full border-collapse text-2" data-testid="devices">
        <thead>
          <tr className="border-line border-b text-left text-1 text-ink-3">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-3 py-1.5 font-medium">
                {head}
              </th>
            ))}
            <th scope="col" className="px-3 py-1.5">
              <span className="sr-only">
                <Trans>What can be done</Trans>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

type RowProps = Omit<Parameters<typeof DeviceRow>[0], 'now'>;
function Row(props: RowProps) {
  const now = useMinute();
  return <DeviceRow now={now} {...props} />;
}
