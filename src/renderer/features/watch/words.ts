import { useLingui } from '@lingui/react/macro';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { Severity } from '#shared/domain/watch/rule.ts';
import type { WatchAlert, WatchLine } from '#shared/protocol/watch.ts';
import { apart } from '../../ui/apart.ts';
import { clockText } from '../../ui/time.ts';

export function useSeverityNames(): Readonly<Record<Severity, string>> {
  const { t } = useLingui();
  return { info: t`Notice`, warn: t`Warning`, critical: t`Critical` };
}

/** What an alert is of, in one sentence: numbers and names, nothing that anybody wrote. */
export function useAlertText(): (alert: WatchAlert) => string {
  const { t, i18n } = useLingui();
  return ({ rule, value, limit, customer, person, word }) => {
    const who = customer === null ? t`A customer` : apart(customer);
    const name = person?.name ?? t`The agent`;
    const time = clockText(value * 1000, i18n.locale);
    switch (rule.kind) {
      case 'waiting':
        return t`${who} has waited in the queue for ${time}.`;
      case 'agent_silent':
        return t`${who} has waited for an answer from ${name} for ${time}.`;
      case 'customer_silent':
        return t`${who} has not answered ${name} for ${time}.`;
      case 'agent_words':
        return t`${name} has said “${word}”.`;
      case 'customer_words':
        return t`${who} has said “${word}”.`;
      case 'rating':
        return t`${who} has given ${name} ${value} of 5.`;
      case 'queue':
        return t`${value} are waiting; the limit is ${limit}.`;
      case 'away':
        return t`${name} has not been available for ${time}.`;
      case 'service_level':
        return t`${value} of 100 were served in time; ${limit} are wanted.`;
      default:
        return assertNever(rule.kind);
    }
  };
}

/** What has happened to an alert, as a line of its history. */
export function useLineText(): (line: WatchLine) => string {
  const { t } = useLingui();
  return ({ what, person, because, value }) => {
    const name = person?.name ?? '';
    switch (what) {
      case 'raised':
        return t`Raised`;
      case 'again':
        return t`It has happened again`;
      case 'worse':
        return t`It got worse`;
      case 'told':
        return t`${name} was notified`;
      case 'climbed':
        if (because === 'nobody')
          return value === 1
            ? t`Nobody was there to hear of it: all supervisors are told`
            : t`Nobody was there to hear of it: admins and the webhook are told`;
        return value === 1
          ? t`Nobody has acknowledged it: all supervisors are told`
          : t`Nobody has acknowledged it: admins and the webhook are told`;
      case 'acknowledged':
        return t`${name} has acknowledged it`;
      case 'resolved':
        return t`${name} has closed it`;
      case 'over':
        return t`Its cause is over`;
      case 'webhook':
        return t`Given to the webhook`;
      default:
        return assertNever(what);
    }
  };
}
