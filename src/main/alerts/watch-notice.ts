import type { Importance } from '#shared/domain/alerts/kinds.ts';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { type Severity, severities } from '#shared/domain/watch/rule.ts';
import type { WatchAlert, WatchCall } from '#shared/protocol/watch.ts';
import { fill, type Texts } from '../locales/texts.ts';
import type { Notice } from '../shell/notices.ts';
import { plainLine } from '../shell/toast-text.ts';

const importanceOf: Readonly<Record<Severity, Importance>> = {
  info: 'normal',
  warn: 'high',
  critical: 'urgent',
};

/** What a desk says of alerts of one rule that its person is to hear of: numbers and names, nothing that anybody wrote. */
export function watchNotice({ rule, count, alerts }: WatchCall, texts: Texts): Notice | null {
  const [first] = alerts;
  if (first === undefined) return null;
  const worst = alerts.reduce((a, { severity }) => Math.max(a, severities.indexOf(severity)), 0);
  const severity = severities[worst] ?? 'info';
  const name = nameIn(rule.name, texts.watch.locale);
  const places = [...new Set(alerts.flatMap(({ group }) => group?.name ?? []))];
  const where = places.length === 1 ? places[0] : null;
  const body = count === 1 ? oneText(first, texts) : fill(texts.watch.many, { count: `${count}` });
  return {
    kind: 'watch',
    importance: importanceOf[severity],
    conversationId: null,
    title: fill(texts.watch.title, { severity: texts.severity[severity], rule: name }),
    body: where == null ? body : fill(texts.watch.inGroup, { text: body, group: where }),
    entryId: null,
    watch: { ruleId: rule.id, alertId: count === 1 ? first.id : null },
  };
}

function oneText({ rule, value, customer, person, word }: WatchAlert, texts: Texts): string {
  const who = (customer === null ? '' : plainLine(customer)) || texts.notice.aCustomer;
  const name = person?.name ?? '';
  const time =
    value < 120
      ? fill(texts.notice.seconds, { count: `${value}` })
      : fill(texts.notice.minutes, { count: `${Math.floor(value / 60)}` });
  return fill(texts.watched[rule.kind], { who, name, time, value: `${value}`, word: word ?? '' });
}
