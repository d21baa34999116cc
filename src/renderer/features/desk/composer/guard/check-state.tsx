import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Check, CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Finding } from '#shared/domain/reply-check/check.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import { useTray } from '../../../../state/attachments.ts';
import { findingText } from '../../../../ui/finding-text.ts';
import { useComposer } from '../composer-api.ts';
import { findingsIn } from './reply-checks.ts';

/** Milliseconds without a key after which what was written is looked at. */
const settle = 500;

/** What the rules find in the reply as it is written, before anybody sends it. */
export function useFindings(): readonly Finding[] | null {
  const { row, text, obstacle } = useComposer();
  const { id } = row.conversation;
  const files = useTray(id);
  const [looked, setLooked] = useState<{
    readonly text: string;
    readonly files: readonly LocalFile[];
    readonly findings: readonly Finding[];
  } | null>(null);
  useEffect(() => {
    if (obstacle !== null || (text.trim() === '' && files.length === 0)) return setLooked(null);
    const look = () =>
      setLooked({ text, files, findings: findingsIn({ conversationId: id, text: text.trim(), files }) });
    const timer = setTimeout(look, settle);
    return () => clearTimeout(timer);
  }, [id, text, files, obstacle]);
  // Of what has changed since, nothing is said.
  return looked?.text === text && looked.files === files ? looked.findings : null;
}

/** In the row of tools: whether the reply is as the house wants it. */
export function CheckState() {
  const { i18n, t } = useLingui();
  const { holds } = useComposer();
  const findings = useFindings();
  // What holds it is said above already.
  if (findings === null || holds.length > 0) return null;
  const count = findings.length;
  if (count === 0) {
    return (
      <span className="flex items-center gap-1 px-1.5 text-ink-2" data-testid="reply-check">
        <Check size={13} aria-hidden="true" className="text-accent" />
        {t`Checked`}
      </span>
    );
  }
  const first = findings[0];
  return (
    <span
      role="status"
      data-testid="reply-check"
      title={findings.map((found) => i18n._(findingText(found))).join('\n')}
      className="flex min-w-0 items-center gap-1 px-1.5 text-warn"
    >
      <CircleAlert size={13} aria-hidden="true" className="shrink-0" />
      <span className="truncate">
        {first !== undefined && i18n._(findingText(first))}
        {count > 1 && ` ${t`${plural(count - 1, { one: '+ # more', other: '+ # more' })}`}`}
      </span>
    </span>
  );
}
