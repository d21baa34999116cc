import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import type { ReplyRules } from '#shared/domain/reply-check/rules.ts';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../form/inputs.tsx';
import { Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { useTroublesUnder } from '../parts/use-troubles.ts';

type Words = ReplyRules['bannedWords'];

/** A word in each row, and what to say instead. */
export function BannedWords({
  words,
  onChange,
}: {
  readonly words: Words;
  readonly onChange: (words: Words) => void;
}) {
  const { t } = useLingui();
  return (
    <Rows label={t`Words`}>
      {words.map((one, i) => (
        <WordRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is typed anew in its place
          key={i}
          n={i + 1}
          one={one}
          onChange={(next) => onChange(withAt(words, i, next))}
          onRemove={() => onChange(withoutAt(words, i))}
        />
      ))}
      {words.length < 1000 && (
        <div>
          <Button onClick={() => onChange([...words, { word: '', instead: '' }])}>
            <Plus size={13} aria-hidden="true" />
            <Trans>Add a word</Trans>
          </Button>
        </div>
      )}
    </Rows>
  );
}

type WordRowProps = {
  readonly n: number;
  readonly one: Words[number];
  readonly onChange: (one: Words[number]) => void;
  readonly onRemove: () => void;
};

function WordRow({ n, one, onChange, onRemove }: WordRowProps) {
  const { t } = useLingui();
  const troubles = useTroublesUnder(`settings.replyRules.bannedWords.${n - 1}`);
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2">
        <TextInput
          aria-label={t`Banned word ${n}`}
          aria-invalid={troubles.length > 0}
          placeholder={t`Word`}
          value={one.word}
          maxLength={60}
          onChange={(event) => onChange({ ...one, word: event.target.value })}
          className="w-44"
        />
        <TextInput
          aria-label={t`Instead of banned word ${n}`}
          placeholder={t`Better`}
          value={one.instead}
          maxLength={120}
          onChange={(event) => onChange({ ...one, instead: event.target.value })}
          className="w-full max-w-80"
        />
        <Button look="icon" aria-label={t`Remove banned word ${n}`} onClick={onRemove}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      <TroubleLines troubles={troubles} />
    </div>
  );
}
