import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { TextArea } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';

type GreetingsProps = { readonly words: readonly string[]; readonly onChange: (words: string[]) => void };

/** Words that greet, a line each. */
export function Greetings({ words, onChange }: GreetingsProps) {
  const { t } = useLingui();
  // As typed: an empty line is a word that is not written yet, and none of the plan.
  const [typed, setTyped] = useState(words.join('\n'));
  const isSame = linesOf(typed).join('\n') === words.join('\n');
  return (
    <Row
      label={t`Words`}
      path="settings.replyRules.greetings"
      hint={t`One a line. Capitals make no difference.`}
    >
      {(ids) => (
        <TextArea
          {...ids}
          rows={4}
          className="w-60"
          value={isSame ? typed : words.join('\n')}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(linesOf(event.target.value));
          }}
        />
      )}
    </Row>
  );
}

function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim().slice(0, 60)))]
    .filter((line) => line !== '')
    .slice(0, 50);
}
