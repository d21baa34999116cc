import { useLingui } from '@lingui/react/macro';
import type { UpdateState } from '#shared/ipc/updates.ts';
import type { ControlIds } from '../setting-row.tsx';

type UpdateRulesProps = ControlIds & { readonly state: UpdateState };

/** What IT settles for all desks of a house; a person reads it, and changes none of it. */
export function UpdateRules({ state, ...ids }: UpdateRulesProps) {
  const { t, i18n } = useLingui();
  const { last } = state;
  const modes = {
    automatic: t`Fetched by itself; installed at the hours for it while nobody is at the keyboard, never in a conversation.`,
    ask: t`Fetched by itself; installed when you say so, and after the last date as soon as no conversation is going on.`,
    notify: t`Only said: whoever looks after this computer installs it.`,
    off: t`Your organisation has switched off looking for updates.`,
  };
  const date = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div id={ids.id} className="grid gap-1 pt-1 text-2">
      <p>{modes[state.mode]}</p>
      <p className="text-ink-2">
        {state.channel === 'beta'
          ? t`Channel: beta, earlier and with more faults.`
          : t`Channel: stable, what is released.`}
      </p>
      {last !== null && (
        <p className="text-ink-2" data-testid="update-last">
          {t`Last update: from ${last.from} to ${last.to}, ${date.format(last.at)}`}
        </p>
      )}
    </div>
  );
}
