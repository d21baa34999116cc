import { useLingui } from '@lingui/react/macro';
import type { Entry } from '#shared/domain/entry.ts';
import { fullText, timeText } from '../../../ui/time.ts';
import type { Side } from './layout.ts';

/** In the place of a message that was taken back: who did it, and nothing of what it said. */
export function RecalledLine({ entry, side }: { readonly entry: Entry; readonly side: Side }) {
  const { i18n, t } = useLingui();
  const name = entry.author.name;
  const words = {
    visitor: t`The customer recalled a message`,
    me: t`You recalled a message`,
    agent: t`${name} recalled a message`,
    robot: t`${name} recalled a message`,
  }[side];
  return (
    <span
      className="foreign inline-block max-w-full truncate align-bottom"
      data-testid="entry"
      data-seq={entry.seq}
      data-kind="recalled"
      data-author={entry.author.kind}
      title={fullText(entry.at, i18n.locale)}
    >
      {words} · {timeText(entry.at, i18n.locale)}
    </span>
  );
}
