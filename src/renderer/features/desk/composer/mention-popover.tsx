import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { PersonRef } from '#shared/domain/entry.ts';
import { composingOf, setComposing } from '../../../state/composing.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { useHouse } from '../../../state/house.ts';
import { useTranscript } from '../../../state/transcripts.ts';
import { CaretPopover } from './caret-popover.tsx';
import { useComposer } from './composer-api.ts';
import { type Asked, askedAt, canBeCalled, fitting } from './mentions.ts';

/** "@" in a note: colleagues who may read it, to be called to it. */
export function MentionPopover() {
  const { row, mode, text, caret } = useComposer();
  const { entries } = useTranscript(row.conversation.id);
  const people = useHouse((s) => s.people);
  const meId = useDeskApp((s) => meOf(s.account)?.id ?? null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const asked = mode === 'note' ? askedAt(text, caret) : null;
  if (asked === null || people === null || dismissed === asked.from) return null;
  const choices = fitting(canBeCalled(row.conversation, entries, people, meId), asked);
  if (choices.length === 0) return null;
  return (
    <Choices key={asked.from} asked={asked} choices={choices} onClose={() => setDismissed(asked.from)} />
  );
}

type ChoicesProps = {
  readonly asked: Asked;
  readonly choices: readonly PersonRef[];
  readonly onClose: () => void;
};

function Choices({ asked, choices, onClose }: ChoicesProps) {
  const { t } = useLingui();
  const { row, replace } = useComposer();
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, choices.length - 1);
  const { id } = row.conversation;
  const choose = (person: PersonRef | undefined) => {
    if (person === undefined) return;
    const others = composingOf(id).mentions.filter((one) => one.id !== person.id);
    setComposing(id, { mentions: [...others, person] });
    replace(asked.from, asked.from + asked.text.length + 1, `@${person.name} `);
  };
  return (
    <CaretPopover
      at={asked.from}
      onKey={({ key }) => {
        if (key === 'ArrowDown') setAt((chosen + 1) % choices.length);
        else if (key === 'ArrowUp') setAt((chosen + choices.length - 1) % choices.length);
        else if (key === 'Enter' || key === 'Tab') choose(choices[chosen]);
        else if (key === 'Escape') onClose();
        else return false;
        return true;
      }}
    >
      <div role="listbox" aria-label={t`Call a colleague`} className="w-56 p-1 text-2">
        {choices.map((person, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the caret stays in the field, which has the keys
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={person.id}
            role="option"
            aria-selected={i === chosen}
            data-testid="mention-option"
            onClick={() => choose(person)}
            className={`foreign truncate rounded-2 px-2 py-1 ${i === chosen ? 'bg-accent-soft' : ''}`}
          >
            {person.name}
          </div>
        ))}
      </div>
    </CaretPopover>
  );
}
