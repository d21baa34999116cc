import { Trans, useLingui } from '@lingui/react/macro';
import { Check, CircleCheck, CircleDashed } from 'lucide-react';
import { useState } from 'react';
import type { FollowUp } from '#shared/domain/quality/review.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { isSupervisor, meOf, useDeskApp } from '../../../state/desk-app.ts';
import { openReview } from '../../../state/quality.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { fullText } from '../../../ui/time.ts';
import { Due } from './due.tsx';
import { control } from './labelled.tsx';

type ListProps = {
  readonly followUps: readonly FollowUp[];
  readonly onChanged: () => void;
  /** Each leads to its review. */
  readonly links?: boolean;
};

export function FollowUpList({ followUps, onChanged, links = false }: ListProps) {
  return (
    <ul className="grid gap-2" data-testid="follow-ups">
      {followUps.map((one) => (
        <Item key={one.id} one={one} onChanged={onChanged} links={links} />
      ))}
    </ul>
  );
}

function Item({
  one,
  onChanged,
  links,
}: Required<Omit<ListProps, 'followUps'>> & { readonly one: FollowUp }) {
  const { i18n, t } = useLingui();
  const account = useDeskApp((s) => s.account);
  const mayClose = one.done === null && (meOf(account)?.id === one.owner.id || isSupervisor(account));
  const owner = one.owner.name;
  const by = one.by.name;
  return (
    <li data-testid="follow-up" className="flex gap-3 rounded-3 border border-line bg-panel px-3 py-2 text-2">
      {one.done === null ? (
        <CircleDashed size={16} role="img" aria-label={t`To do`} className="mt-0.5 shrink-0 text-warn" />
      ) : (
        <CircleCheck size={16} role="img" aria-label={t`Done`} className="mt-0.5 shrink-0 text-good" />
      )}
      <div className="min-w-0 flex-1">
        <p dir="auto" className="foreign selectable whitespace-pre-wrap break-words">
          {one.text}
        </p>
        <p className="foreign mt-0.5 text-1 text-ink-3">
          <Trans>for {owner}</Trans> · <Trans>asked by {by}</Trans> ·{' '}
          {one.done === null ? (
            <>
              <Trans>due by</Trans> <Due at={one.dueAt} />
            </>
          ) : (
            <DoneBy done={one.done} locale={i18n.locale} />
          )}
          {links && (
            <>
              {' · '}
              <button
                type="button"
                onClick={() => openReview(one.reviewId)}
                className="text-accent hover:underline"
              >
                <Trans>Show the review</Trans>
              </button>
            </>
          )}
        </p>
        {one.done !== null && one.done.note !== '' && (
          <p dir="auto" className="foreign selectable mt-1 border-line border-l-2 pl-2 text-ink-2">
            {one.done.note}
          </p>
        )}
      </div>
      {mayClose && <Close id={one.id} onChanged={onChanged} />}
    </li>
  );
}

function DoneBy({ done, locale }: { readonly done: NonNullable<FollowUp['done']>; readonly locale: string }) {
  const who = done.by.name;
  const when = fullText(done.at, locale);
  return (
    <Trans>
      done by {who}, {when}
    </Trans>
  );
}

/** What was done about it, in a word, and it is over. */
function Close({ id, onChanged }: { readonly id: string; readonly onChanged: () => void }) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const close = async () => {
    try {
      await call('quality.followup.done', { id, note: note.trim() });
      onChanged();
    } catch (error) {
      setTrouble(refusalText(refusedWith(error)));
    }
  };
  if (!asking)
    return (
      <Button data-testid="follow-up-close" onClick={() => setAsking(true)}>
        <Check size={14} aria-hidden="true" />
        <Trans>Done</Trans>
      </Button>
    );
  return (
    <form
      className="flex w-72 flex-wrap items-start justify-end gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <input
        type="text"
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: it has just been asked for
        autoFocus
        maxLength={1000}
        value={note}
        aria-label={t`What was done`}
        placeholder={t`What was done`}
        data-testid="follow-up-note"
        onChange={({ target }) => setNote(target.value)}
        className={control}
      />
      <Button onClick={() => setAsking(false)}>
        <Trans>Cancel</Trans>
      </Button>
      <Button type="submit" look="primary" data-testid="follow-up-done">
        <Trans>It is done</Trans>
      </Button>
      {trouble !== null && (
        <p role="alert" className="w-full text-1 text-bad">
          {trouble}
        </p>
      )}
    </form>
  );
}
