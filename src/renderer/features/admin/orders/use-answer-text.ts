import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { OrdersAnswer, OrdersFault } from '#shared/protocol/orders.ts';

const shape = '{"orders": […]}';

/** What came of trying, for whoever can mend it. */
export function useAnswerText(): (answer: OrdersAnswer) => string {
  const { t } = useLingui();
  const faultText = (fault: OrdersFault, status: string, field: string): string =>
    ({
      private_address: t`The address is in a private network, or the hub's own machine. Tick “in our own network” if that is meant.`,
      no_host: t`There is no host of that name.`,
      no_connection: t`Nobody answers there, or the line was cut.`,
      no_trust: t`The connection is not secure: the hub does not trust the host's certificate, or it speaks no TLS.`,
      late: t`The answer took too long.`,
      too_large: t`The answer is larger than 256 kB.`,
      redirect: t`It sends on to another address (status ${status}). The hub follows nobody: give the last address.`,
      status: t`It answers with status ${status} instead of 200.`,
      not_json: t`The answer is not JSON.`,
      shape: field === '' ? t`The answer is not ${shape}.` : t`The answer does not fit at “${field}”.`,
      busy: t`Too many orders are asked for right now.`,
    })[fault];
  return (answer) => {
    switch (answer.state) {
      case 'off':
        return t`Nothing is set up.`;
      case 'nobody':
        return t`Give something that the address asks for.`;
      case 'failed':
        return faultText(answer.fault, String(answer.status ?? ''), answer.field ?? '');
      default: {
        const { length } = answer.orders;
        return t`It works: ${plural(length, { one: '# order', other: '# orders' })}.`;
      }
    }
  };
}
