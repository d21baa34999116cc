import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { mostWords, type RuleWhen } from '#shared/domain/watch/rule.ts';
import { Check, Select, TextArea } from '../form/inputs.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { type ControlIds, Row, Rows } from '../form/row.tsx';

type WhenRowsProps = { readonly when: RuleWhen; readonly onChange: (when: RuleWhen) => void };

/** The marks of a rule, as its kind counts. */
export function WhenRows({ when, onChange }: WhenRowsProps) {
  const { t } = useLingui();
  switch (when.kind) {
    case 'waiting':
    case 'agent_silent':
    case 'customer_silent':
      return (
        <>
          <Mark
            label={t`Longer than (s)`}
            value={when.over}
            min={5}
            max={86_400}
            onChange={(over) => onChange({ ...when, over })}
          />
          <Worse
            label={t`Critical after (s)`}
            value={when.worse}
            usual={when.over * 3}
            max={86_400}
            onChange={(worse) => onChange({ ...when, worse })}
          />
        </>
      );
    case 'away':
      return (
        <>
          <Row label={t`Status`}>
            {(ids) => (
              <Select
                {...ids}
                value={when.status}
                onChange={({ target }) =>
                  onChange({ ...when, status: target.value === 'busy' ? 'busy' : 'away' })
                }
              >
                <option value="away">{t`Away`}</option>
                <option value="busy">{t`Busy`}</option>
              </Select>
            )}
          </Row>
          <Mark
            label={t`Longer than (min)`}
            value={Math.max(1, Math.round(when.over / 60))}
            min={1}
            max={1440}
            onChange={(minutes) => onChange({ ...when, over: minutes * 60 })}
          />
        </>
      );
    case 'queue':
      return (
        <>
          <Mark
            label={t`More waiting than`}
            value={when.over}
            min={0}
            max={100_000}
            onChange={(over) => onChange({ ...when, over })}
          />
          <Mark
            label={t`Over again at`}
            value={when.clear}
            min={0}
            max={100_000}
            onChange={(clear) => onChange({ ...when, clear })}
          />
          <Worse
            label={t`Critical above`}
            value={when.worse}
            usual={when.over * 3}
            max={100_000}
            onChange={(worse) => onChange({ ...when, worse })}
          />
        </>
      );
    case 'rating':
      return (
        <Mark
          label={t`Stars or fewer`}
          value={when.atMost}
          min={1}
          max={5}
          onChange={(atMost) => onChange({ ...when, atMost })}
        />
      );
    case 'service_level':
      return (
        <>
          <Mark
            label={t`Below (%)`}
            value={when.below}
            min={0}
            max={100}
            onChange={(below) => onChange({ ...when, below })}
          />
          <Mark
            label={t`Over again from (%)`}
            value={when.clear}
            min={0}
            max={100}
            onChange={(clear) => onChange({ ...when, clear })}
          />
          <Mark
            label={t`In the last (min)`}
            value={when.minutes}
            min={5}
            max={1440}
            onChange={(minutes) => onChange({ ...when, minutes })}
          />
          <Mark
            label={t`Of at least`}
            value={when.least}
            min={1}
            max={1000}
            onChange={(least) => onChange({ ...when, least })}
          />
          <Worse
            label={t`Critical below (%)`}
            value={when.worse}
            usual={Math.floor(when.below / 2)}
            max={100}
            onChange={(worse) => onChange({ ...when, worse })}
          />
        </>
      );
    case 'agent_words':
    case 'customer_words':
      return (
        <Row
          label={t`Words`}
          hint={t`One a line. Case, width, traditional characters and signs between the characters make no difference.`}
        >
          {(ids) => (
            <WordsInput ids={ids} words={when.words} onChange={(words) => onChange({ ...when, words })} />
          )}
        </Row>
      );
  }
}

type WordsInputProps = {
  readonly ids: ControlIds;
  readonly words: readonly string[];
  readonly onChange: (words: string[]) => void;
};

/** As it is typed, empty lines too; anew where the words are others than those (discarded, or another's). */
function WordsInput({ ids, words, onChange }: WordsInputProps) {
  const [typed, setTyped] = useState(words.join('\n'));
  const isTyped = wordsIn(typed).join('\n') === words.join('\n');
  return (
    <TextArea
      {...ids}
      data-testid="rule-words"
      rows={5}
      className="max-h-60 w-full max-w-90"
      value={isTyped ? typed : words.join('\n')}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(wordsIn(target.value));
      }}
    />
  );
}

function wordsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== '').slice(0, mostWords);
}

type MarkProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

function Mark({ label, ...rest }: MarkProps) {
  return <Row label={label}>{(ids) => <NumberInput {...ids} {...rest} />}</Row>;
}

type WorseProps = {
  readonly label: string;
  readonly value: number | null;
  readonly usual: number;
  readonly max: number;
  readonly onChange: (value: number | null) => void;
};

/** From when on it is critical, if at all. */
function Worse({ label, value, usual, max, onChange }: WorseProps) {
  const { t } = useLingui();
  return (
    <Rows label={label}>
      <div className="flex items-center gap-2">
        <Check
          label={t`gets critical`}
          checked={value !== null}
          onChange={({ target }) => onChange(target.checked ? Math.min(Math.max(usual, 5), max) : null)}
        />
        {value !== null && (
          <NumberInput aria-label={label} min={1} max={max} value={value} onChange={onChange} />
        )}
      </div>
    </Rows>
  );
}
