import { Trans } from '@lingui/react/macro';
import { lookFurther, setChoice, useSearch } from '../../state/search.ts';
import { anyOf } from '../../state/search-choice.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';

/** Nothing is found, or not yet, and what one can do about it. */
export function NotFound() {
  const refusalText = useRefusalText();
  const { here, looking, refusal, asking, query } = useSearch();
  const isFiltered = useSearch((s) =>
    Object.entries(s.choice).some(([name, value]) => value !== anyOf[name as keyof typeof anyOf]),
  );
  if (refusal !== null) {
    return (
      <p role="alert" className="px-4 py-10 text-center text-2 text-bad">
        {refusalText(refusal)}
      </p>
    );
  }
  if (here === null || looking || asking === 'asking') return <p className="h-30" />;
  const isOne = [...query.trim()].length === 1;
  return (
    <div className="grid justify-items-center gap-2 px-4 py-10 text-center" data-testid="search-nothing">
      <p className="font-bold">
        <Trans>Nothing found.</Trans>
      </p>
      <p className="max-w-100 text-2 text-ink-2">
        {isOne ? (
          <Trans>
            A single character is looked for in the newest messages only. With two it is looked for in all.
          </Trans>
        ) : (
          <Trans>
            What you type is found anywhere in a message, inside of words and numbers too. Parts with spaces
            between them have to be in the same message.
          </Trans>
        )}
      </p>
      {here.next !== null && (
        <Button onClick={() => void lookFurther()}>
          <Trans>Look further back</Trans>
        </Button>
      )}
      {isFiltered && (
        <Button onClick={() => setChoice(anyOf)}>
          <Trans>Without filters</Trans>
        </Button>
      )}
    </div>
  );
}
