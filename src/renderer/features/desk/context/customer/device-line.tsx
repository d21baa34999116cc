import { useLingui } from '@lingui/react/macro';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { useMinute } from '../../../../state/clock.ts';
import { zoneTime } from '../../../../ui/time.ts';
import { Fact } from '../fact.tsx';

/** With what they write, and what time it is where they are. */
export function DeviceFacts({ customer }: { readonly customer: Customer }) {
  const { i18n, t } = useLingui();
  const now = useMinute();
  const { device, timeZone } = customer;
  const parts = device === null ? [] : [device.model, device.browser, device.os];
  const said = [...new Set(parts.filter((part) => part !== null))].join(' · ');
  const local = timeZone === null ? null : zoneTime(now, i18n.locale, timeZone);
  return (
    <>
      {said !== '' && (
        <Fact name={t`Device`}>
          <span className="foreign selectable break-words leading-6">{said}</span>
        </Fact>
      )}
      {local !== null && (
        <Fact name={t`Local time`}>
          <span className="leading-6" title={timeZone ?? undefined}>
            {local}
          </span>
        </Fact>
      )}
    </>
  );
}
