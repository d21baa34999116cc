import { useLingui } from '@lingui/react/macro';
import { Star } from 'lucide-react';

const five = [1, 2, 3, 4, 5] as const;

/** A score of five, for the eye as stars and for others in words. */
export function Stars({ score }: { readonly score: number }) {
  const { t } = useLingui();
  return (
    <span
      className="inline-flex items-center gap-0.5 align-[-2px]"
      role="img"
      aria-label={t`${score} of 5 stars`}
    >
      {five.map((each) => (
        <Star
          key={each}
          size={13}
          aria-hidden="true"
          className={each <= score ? 'fill-current text-warn' : 'text-ink-3 opacity-60'}
        />
      ))}
    </span>
  );
}
