import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { cardProblems, type ScoreCard } from '#shared/domain/quality/card.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { control, Labelled } from '../parts/labelled.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { filledIn, freshSection, isNamed, moved, replaced, without } from './model.ts';
import { NamesRow } from './names-row.tsx';
import { SectionEditor } from './section-editor.tsx';

type EditorProps = {
  readonly id: string;
  readonly version: number;
  readonly card: ScoreCard;
  readonly retired: boolean;
  readonly onClose: () => void;
};

/** A score card, edited as a whole: what is saved is its next version, and reviews stay with theirs. */
export function CardEditor({ id, version, card: kept, retired, onClose }: EditorProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const [card, setCard] = useState(kept);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const change = (to: Partial<ScoreCard>) => setCard({ ...card, ...to });
  const [problem] = cardProblems(card);
  const trouble = !isNamed(card)
    ? t`Everything needs a name, in one language at least.`
    : problem?.code === 'no_weight'
      ? t`Some item has to weigh something.`
      : problem?.code === 'too_many'
        ? t`A card has 30 items at most.`
        : null;
  const save = async (isRetired: boolean) => {
    setBusy(true);
    setRefusal(null);
    try {
      await call('quality.card.save', { id, version, card: filledIn(card), retired: isRetired });
      onClose();
    } catch (error) {
      setRefusal(refusedWith(error));
      setBusy(false);
    }
  };
  return (
    <Page
      title={version === 0 ? t`New score card` : t`Score card`}
      actions={
        <>
          {trouble !== null && <span className="truncate text-1 text-warn">{trouble}</span>}
          {refusal !== null && (
            <span role="alert" className="truncate text-1 text-bad">
              {refusalText(refusal)}
            </span>
          )}
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          {version > 0 && (
            <Button disabled={busy || trouble !== null} onClick={() => void save(!retired)}>
              {retired ? <Trans>Use again</Trans> : <Trans>Retire</Trans>}
            </Button>
          )}
          <Button
            look="primary"
            data-testid="card-save"
            disabled={busy || trouble !== null}
            onClick={() => void save(retired)}
          >
            {version === 0 ? <Trans>Save</Trans> : <Trans>Save as a new version</Trans>}
          </Button>
        </>
      }
    >
      <Scroll label={t`Score card`}>
        <div className="grid max-w-220 gap-4">
          <NamesRow
            label={t`Name`}
            value={card.name}
            maxLength={60}
            testId="card-name"
            onChange={(name) => change({ name })}
          />
          <div className="grid grid-cols-3 gap-3">
            <Percent
              label={t`Passed from`}
              value={card.pass}
              onChange={(pass) => change({ pass })}
              max={100}
            />
            <Percent
              label={t`At most, once a fatal item failed`}
              value={card.fatalCap}
              onChange={(fatalCap) => change({ fatalCap })}
              max={100}
            />
            <Percent
              label={t`Days to appeal (0: not at all)`}
              value={card.appealDays}
              onChange={(appealDays) => change({ appealDays })}
              max={60}
            />
          </div>
          {card.sections.map((section, at) => (
            <SectionEditor
              key={section.id}
              section={section}
              number={at + 1}
              isOnly={card.sections.length === 1}
              onChange={(to) => change({ sections: replaced(card.sections, to) })}
              onMove={(by) => change({ sections: moved(card.sections, section.id, by) })}
              onRemove={() => change({ sections: without(card.sections, section.id) })}
            />
          ))}
          {card.sections.length < 10 && (
            <p>
              <Button onClick={() => change({ sections: [...card.sections, freshSection()] })}>
                <Plus size={14} aria-hidden="true" />
                <Trans>Add a section</Trans>
              </Button>
            </p>
          )}
        </div>
      </Scroll>
    </Page>
  );
}

type PercentProps = {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

function Percent({ label, value, max, onChange }: PercentProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          type="number"
          min={0}
          max={max}
          step={1}
          value={value}
          onChange={({ target }) =>
            onChange(Math.min(max, Math.max(0, Math.round(Number(target.value) || 0))))
          }
          className={control}
        />
      )}
    </Labelled>
  );
}
