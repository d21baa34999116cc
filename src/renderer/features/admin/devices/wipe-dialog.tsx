import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/devices.ts';
import { useMinute } from '../../../state/clock.ts';
import { apart } from '../../../ui/apart.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { dateText, timeText } from '../../../ui/time.ts';
import { Radio } from '../form/inputs.tsx';

type WipeDialogProps = {
  readonly record: DeviceRecord;
  /** Of the same device. */
  readonly others: readonly DeviceRecord[];
  readonly onYes: (whole: boolean) => void;
  readonly onNo: () => void;
};

/** What is lost by it, when it happens, and of whom. */
export function WipeDialog({ record, others, onYes, onNo }: WipeDialogProps) {
  const { t, i18n } = useLingui();
  const now = useMinute();
  const group = useId();
  const [whole, setWhole] = useState(false);
  const { person, computer, seenAt } = record;
  const name = computer?.name ?? t`Unnamed computer`;
  const who = apart(person.name);
  const meant = whole ? [record, ...others] : [record];
  const isHere = meant.some((one) => one.isHere);
  const seen = `${dateText(seenAt, i18n.locale, now)} ${timeText(seenAt, i18n.locale)}`;
  const all = [record, ...others].map((one) => apart(one.person.name));
  const names = new Intl.ListFormat(i18n.locale).format(all);
  return (
    <Dialog title={t`Wipe ${name}?`} testId="wipe-dialog" onClose={onNo}>
      <div className="mt-1.5 grid gap-2 text-2 text-ink-2">
        {others.length > 0 ? (
          <fieldset>
            <legend className="sr-only">{t`Whose data is removed`}</legend>
            <Radio
              name={group}
              label={t`Only what is kept of ${who}`}
              checked={!whole}
              onChange={() => setWhole(false)}
            />
            <Radio
              name={group}
              data-testid="wipe-whole"
              label={t`What is kept of everybody who signed in there: ${names}`}
              checked={whole}
              onChange={() => setWhole(true)}
            />
          </fieldset>
        ) : (
          <p>
            <Trans>
              Everything that Yingke keeps of {who} on this computer is removed: conversations, files and
              keys. The sign-in there is over at once.
            </Trans>
          </p>
        )}
        <p className="rounded-2 bg-warn-soft px-2.5 py-1.5 text-ink">
          <Trans>
            <b className="font-bold">Messages that were not sent, and drafts, are lost:</b> nobody can bring
            them back. What was sent is at the hub and stays.
          </Trans>
        </p>
        <p>
          {isHere ? (
            <Trans>The desk is connected: it happens at once, and cannot be taken back.</Trans>
          ) : (
            <Trans>
              It happens at the next contact of the desk, which was here last on {seen}. Until then it can be
              taken back.
            </Trans>
          )}
        </p>
      </div>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onNo}>
          <Trans>Cancel</Trans>
        </Button>
        <Button look="danger" data-testid="wipe-yes" onClick={() => onYes(whole)}>
          {isHere ? <Trans>Wipe now</Trans> : <Trans>Wipe at next contact</Trans>}
        </Button>
      </div>
    </Dialog>
  );
}
