import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Items, Nothing, Split, useNoneFound } from '../parts/split.tsx';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { newPerson, usePeople } from '../state/people.ts';
import { loadPeople } from '../state/people-calls.ts';
import { choose, useView } from '../state/view.ts';
import { filtered, type PeopleFilter } from './filter.ts';
import { PeopleFilters } from './people-filters.tsx';
import { PersonItem } from './person-item.tsx';
import { PersonView } from './person-view.tsx';

/** Who works here: whom the list shows, and one of them in full. */
export function People() {
  const { t, i18n } = useLingui();
  const refusedText = useRefusedText();
  const noneFound = useNoneFound();
  const { people, refusal } = usePeople();
  const [filter, setFilter] = useState<PeopleFilter>({ search: '', role: 'all', status: 'all' });
  const id = useView((s) => s.chosen.people);
  const shown = filtered(people ?? [], filter, i18n.locale);
  const chosen = people?.find((one) => one.id === id) ?? (id === newPerson ? null : (shown[0] ?? null));

  const list =
    people === null && refusal === null ? (
      <p className="px-3 py-2 text-2 text-ink-3">
        <Trans>Loading…</Trans>
      </p>
    ) : (
      <Items label={t`People`}>
        {shown.map((person) => (
          <PersonItem key={person.id} person={person} isChosen={person.id === chosen?.id} />
        ))}
      </Items>
    );
  return (
    <Split
      section="people"
      {...(people === null ? {} : { count: people.filter(({ disabled }) => !disabled).length })}
      onAdd={() => choose('people', newPerson)}
      filter={<PeopleFilters filter={filter} onChange={setFilter} />}
      list={
        <>
          {list}
          {people !== null && shown.length === 0 && (
            <p className="px-3 py-2 text-2 text-ink-3">{noneFound}</p>
          )}
        </>
      }
    >
      {id === newPerson || chosen !== null ? (
        <PersonView key={chosen?.id ?? newPerson} person={chosen} />
      ) : (
        people === null &&
        refusal !== null && (
          <Nothing title={t`People could not be read`}>
            <p role="alert">{refusedText(refusal)}</p>
            <Button className="mt-3" onClick={() => void loadPeople()}>
              <Trans>Try again</Trans>
            </Button>
          </Nothing>
        )
      )}
    </Split>
  );
}
