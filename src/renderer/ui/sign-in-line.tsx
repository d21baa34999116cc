import { useLingui } from '@lingui/react/macro';
import { MonitorSmartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionRecord } from '#shared/protocol/sessions.ts';
import { systemName } from './system-name.ts';
import { Tag } from './tag.tsx';
import { dateText, fullText, timeText } from './time.ts';

type SignInLineProps = {
  readonly session: SessionRecord;
  readonly now: number;
  /** What can be done with it, by the name of its computer. */
  readonly action: (computer: string) => ReactNode;
};

/** A sign-in that is not over: where, with what, how, since when and when it was seen last. */
export function SignInLine({ session, now, action }: SignInLineProps) {
  const { t, i18n } = useLingui();
  const { computer, app, address, method, since, seenAt, isThis } = session;
  const day = (at: number) => `${dateText(at, i18n.locale, now)} ${timeText(at, i18n.locale)}`;
  const [from, until] = [day(since), day(seenAt)];
  const name = computer?.name ?? t`Unnamed computer`;
  const how = {
    password: t`with a password`,
    provider: t`by the identity provider`,
    unknown: null,
  }[method ?? 'unknown'];
  const system = computer === null ? null : systemName(computer.system);
  return (
    <li data-testid="session" className="flex flex-wrap items-center gap-3 px-3 py-2">
      <MonitorSmartphone size={17} strokeWidth={1.7} aria-hidden="true" className="shrink-0 text-ink-3" />
      <span className="min-w-60 flex-1">
        <span className="flex items-center gap-2">
          <span className="foreign truncate font-medium text-2">{name}</span>
          {isThis && <Tag tone="accent">{t`This one`}</Tag>}
        </span>
        <span className="foreign block text-1 text-ink-3" title={computer?.system}>
          {[system, app.replace(/^desk\//u, 'Yingke '), address].filter(Boolean).join(' · ')}
        </span>
        <span className="block text-1 text-ink-3" title={fullText(since, i18n.locale)}>
          {[t`Since ${from}`, how, isThis ? null : t`last seen ${until}`].filter(Boolean).join(' · ')}
        </span>
      </span>
      {!isThis && action(name)}
    </li>
  );
}
