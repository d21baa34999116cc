import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { AskedView } from '../parts/asked-view.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { CardEditor } from './card-editor.tsx';
import { freshCard } from './model.ts';

/** The house's score cards; a click on one edits it. */
export function Cards() {
  const { t, i18n } = useLingui();
  const asked = useAsked('quality.cards', {});
  const [chosen, setChosen] = useState<{ readonly id: string; readonly isNew: boolean } | null>(null);
  if (chosen !== null) {
    const close = () => {
      setChosen(null);
      asked.again();
    };
    return chosen.isNew ? (
      <CardEditor id={chosen.id} version={0} card={freshCard()} retired={false} onClose={close} />
    ) : (
      <Existing id={chosen.id} onClose={close} />
    );
  }
  return (
    <Page
      title={t`Score cards`}
      actions={
        <Button data-testid="card-add" onClick={() => setChosen({ id: newId(), isNew: true })}>
          <Plus size={14} aria-hidden="true" />
          <Trans>New card</Trans>
        </Button>
      }
    >
      <Scroll label={t`Score cards`}>
        <AskedView asked={asked}>
          {({ cards }) =>
            cards.length === 0 ? (
              <p className="rounded-3 border border-line border-dashed px-4 py-6 text-center text-2 text-ink-3">
                <Trans>There is no score card yet.</Trans>
              </p>
            ) : (
              <ul className="grid max-w-180 gap-2">
                {cards.map((card) => {
                  const { version, items, by } = card;
                  return (
                    <li key={card.id}>
                      <button
                        type="button"
                        data-testid="card"
                        onClick={() => setChosen({ id: card.id, isNew: false })}
                        className="block w-full rounded-3 border border-line bg-panel px-4 py-2.5 text-left hover:bg-hover"
                      >
                        <span className="flex items-center gap-2">
                          <span className="foreign min-w-0 truncate font-medium">
                            {nameIn(card.name, i18n.locale)}
                          </span>
                          {card.retired && (
                            <Tag>
                              <Trans>retired</Trans>
                            </Tag>
                          )}
                        </span>
                        <span className="foreign block text-1 text-ink-3">
                          <Trans>
                            Version {version} by {by} · items: {items}
                          </Trans>
                        </span>
                      </button>
                    </li>
                  );
                })}
              </ul>
            )
          }
        </AskedView>
      </Scroll>
    </Page>
  );
}

function Existing({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const asked = useAsked('quality.card', { id, version: null });
  return (
    <AskedView asked={asked}>
      {({ kept }) => <CardEditor key={kept.version} {...kept} onClose={onClose} />}
    </AskedView>
  );
}
