import { useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ListedLine } from '#shared/protocol/admin.ts';
import { refusalOfCode } from '../../../bridge/bridge.ts';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { Tag } from '../../../ui/tag.tsx';
import { dateText, fullText, secondText } from '../../../ui/time.ts';
import { useEventText } from './use-event-text.ts';

const cell = 'px-3 py-1.5 align-top';

/** One line of the trail; its number opens what stands behind it, hashes and all. */
export function Line({ line, now }: { readonly line: ListedLine; readonly now: number }) {
  const { t, i18n } = useLingui();
  const eventText = useEventText();
  const whoText = useWhoText();
  const [isOpen, setOpen] = useState(false);
  const { number, at, event, code, address, subject, subjectName } = line;
  const isRefused = code !== 'changed';
  const what = eventText(event);
  return (
    <>
      <tr
        data-testid="audit-line"
        data-number={number}
        className={`hover:bg-hover ${isOpen ? '' : 'border-line border-b last:border-0'}`}
      >
        <td className={`${cell} whitespace-nowrap tabular-nums`} title={fullText(at, i18n.locale)}>
          <span className="text-ink-3">{dateText(at, i18n.locale, now)}</span> {secondText(at, i18n.locale)}
        </td>
        <td className={`${cell} foreign max-w-44 truncate`}>{whoText(line)}</td>
        <td className={cell}>
          <span className="flex flex-wrap items-baseline gap-x-2">
            {what === null ? <code className="font-code text-1">{event}</code> : <span>{what}</span>}
            {isRefused && <Tag tone="warn">{t`refused`}</Tag>}
          </span>
        </td>
        <td className={`${cell} foreign max-w-56 truncate text-ink-2`} title={subject ?? ''}>
          {subjectName ?? subject ?? '–'}
        </td>
        <td className={`${cell} whitespace-nowrap font-code text-1 text-ink-2`}>{address || '–'}</td>
        <td className="p-0 text-right align-top">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={t`Line ${number}`}
            data-testid="audit-open"
            onClick={() => setOpen(!isOpen)}
            className="inline-flex min-h-8 items-center gap-1 px-3 text-ink-3 tabular-nums hover:text-ink"
          >
            {number}
            <ChevronRight size={13} aria-hidden="true" className={isOpen ? 'rotate-90' : ''} />
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr className="border-line border-b bg-sunk last:border-0">
          <td colSpan={6} className="px-3 py-2">
            <Behind line={line} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Everything that its hash is made of, for whoever compares it with an export. */
function Behind({ line }: { readonly line: ListedLine }) {
  const { t, i18n } = useLingui();
  const refusalText = useRefusalText();
  const { event, code, actorKind, actorId, subject, id, prevHash, hash, at } = line;
  const rows: readonly (readonly [string, string])[] = [
    [t`Time`, fullText(at, i18n.locale)],
    [t`Event`, event],
    [t`Outcome`, code === 'changed' ? t`done` : `${code}: ${refusalText(refusalOfCode(code))}`],
    [t`Done by`, [actorKind, actorId].filter(Boolean).join(' ')],
    [t`About`, subject ?? '–'],
    [t`Id`, id],
    [t`Hash of the line before`, prevHash],
    [t`Hash`, hash],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-1">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="foreign break-all font-code">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useWhoText(): (line: ListedLine) => string {
  const { t } = useLingui();
  return ({ actorKind, actorName, actorId }) => {
    switch (actorKind) {
      case 'operator':
        return t`Operator of the hub`;
      case 'visitor':
        return t`A customer’s browser`;
      case 'person':
        return actorName ?? actorId ?? '';
      default:
        return t`Nobody who is known`;
    }
  };
}
