import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Severity } from '#shared/domain/watch/rule.ts';
import { useSeverityNames } from './words.ts';

const marks = {
  info: { Icon: Info, look: 'bg-sunk text-ink-2' },
  warn: { Icon: TriangleAlert, look: 'bg-warn-soft text-warn' },
  critical: { Icon: OctagonAlert, look: 'bg-bad-soft text-bad' },
} as const satisfies Readonly<Record<Severity, { Icon: LucideIcon; look: string }>>;

/** How pressing it is: by colour, by shape and in words. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const { Icon, look } = marks[severity];
  const name = useSeverityNames()[severity];
  return (
    <span
      className={`inline-flex w-20 shrink-0 items-center gap-1 rounded-2 px-1.5 font-medium text-1 leading-5 ${look}`}
    >
      <Icon size={13} strokeWidth={2} aria-hidden="true" className="shrink-0" />
      <span className="truncate">{name}</span>
    </span>
  );
}
