import { useLingui } from '@lingui/react/macro';

/** Names of the weekdays as the screen's language has them, Monday first. */
export function useWeekdays(how: 'long' | 'short'): readonly string[] {
  const { i18n } = useLingui();
  const format = new Intl.DateTimeFormat(i18n.locale, { weekday: how, timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  return Array.from({ length: 7 }, (_, i) => format.format((i + 4) * 86_400_000));
}
