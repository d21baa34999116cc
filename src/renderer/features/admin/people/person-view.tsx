import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { Tag } from '../../../ui/tag.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { Detail } from '../parts/detail.tsx';
import { useAction } from '../parts/use-action.ts';
import { useTroublesUnder } from '../parts/use-troubles.ts';
import { draftOf, emptyPerson, newPerson, usePeople } from '../state/people.ts';
import { createPerson, dropDraft, editPerson, savePerson } from '../state/people-calls.ts';
import { choose } from '../state/view.ts';
import { Face } from './face.tsx';
import { isEmail, nameTrouble } from './filter.ts';
import { PersonActions } from './person-actions.tsx';
import { PersonForm } from './person-form.tsx';
import { SaveBar } from './save-bar.tsx';

/** A person, or one who is new where `person` is null: changed here, and saved by themselves. */
export function PersonView({ person }: { readonly person: PersonRecord | null }) {
  const { t } = useLingui();
  const id = person?.id ?? newPerson;
  const kept = usePeople((s) => s.drafts[id]);
  const draft = kept ?? (person === null ? emptyPerson : draftOf(person));
  const { busy, refusal, run, forget } = useAction();
  const [tried, setTried] = useState(false);
  const troubles = useTroublesUnder(`people.${id}`);
  const isWrong = nameTrouble(draft.name) !== null || (person === null && !isEmail(draft.email));

  async function save(): Promise<void> {
    setTried(true);
    if (isWrong) {
      const wrong = document.querySelector<HTMLElement>('[data-form="person"] [aria-invalid="true"]');
      wrong?.focus();
      return;
    }
    await run(async () => {
      if (person === null) choose('people', await createPerson(draft));
      else await savePerson(person, draft);
      setTried(false);
    });
  }

  function undo(): void {
    dropDraft(id);
    setTried(false);
    forget();
    if (person === null) choose('people', null);
  }

  return (
    <Detail
      title={person?.name ?? t`New person`}
      lead={<Face name={draft.name} picture={draft.profile.picture} size="row" />}
      below={
        person !== null && (
          <p className="foreign flex items-center gap-1.5 truncate text-1 text-ink-3">
            {person.email}
            {person.disabled && <Tag>{t`Disabled`}</Tag>}
          </p>
        )
      }
      actions={person !== null && <PersonActions person={person} />}
      foot={
        (kept !== undefined || person === null) && (
          <SaveBar
            label={person === null ? t`Create` : t`Save`}
            undo={person === null ? t`Cancel` : t`Undo`}
            busy={busy}
            refusal={refusal}
            isNew={person === null}
            onSave={() => void save()}
            onUndo={undo}
          />
        )
      }
    >
      {troubles.length > 0 && (
        <div className="pt-2">
          <TroubleLines troubles={troubles} />
        </div>
      )}
      <PersonForm
        draft={draft}
        isNew={person === null}
        showErrors={tried || kept !== undefined}
        tried={tried}
        onChange={(next) => editPerson(id, next)}
        onSave={() => void save()}
      />
    </Detail>
  );
}
