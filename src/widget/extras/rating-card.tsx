import type { Locale } from '#shared/protocol/fields.ts';
import { useRef, useState } from '../drawing.ts';
import { fill } from '../locales/fill.ts';
import { wordsIn } from './words.ts';

type RatingCardProps = {
  readonly locale: Locale;
  /** Whom it is about; '' where nobody has a name. */
  readonly agent: string;
  /** What was said before; null before anything was. */
  readonly given: { readonly score: number; readonly comment: string | null } | null;
  /** The time in which it may be changed is not over. */
  readonly mayChange: boolean;
  /** Resolves to whether it is kept. */
  readonly rate: (score: number, comment: string | null) => Promise<boolean>;
  readonly later: () => void;
};

const longest = 1000;
const scores = [1, 2, 3, 4, 5] as const;
const names = ['', 'score1', 'score2', 'score3', 'score4', 'score5'] as const;

/** Five stars and a word, then thanks, which can be taken up again (C5). */
export function RatingCard(props: RatingCardProps) {
  const { given, locale, later, mayChange } = props;
  const words = wordsIn(locale);
  const [changing, change] = useState(false);
  if (!given || changing) return <Asking {...props} done={() => change(false)} />;
  return (
    <div class="card rating" role="status" data-yk="rated-card">
      <p class="thanks">
        <Stars score={given.score} />
        <b>{words.ratingThanks}</b>
      </p>
      <div class="actions">
        {mayChange && (
          <button type="button" class="plain" data-yk="rating-change" onClick={() => change(true)}>
            {words.ratingChange}
          </button>
        )}
        <button type="button" class="plain" data-yk="rating-close" onClick={later}>
          {words.ratingClose}
        </button>
      </div>
    </div>
  );
}

function Asking({
  agent,
  given,
  locale,
  rate,
  later,
  done,
}: RatingCardProps & { readonly done: () => void }) {
  const words = wordsIn(locale);
  const [score, setScore] = useState(given?.score ?? 0);
  const [comment, setComment] = useState(given?.comment ?? '');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const form = useRef<HTMLFormElement>(null);
  const submit = async (): Promise<void> => {
    if (!score || state === 'busy') return;
    setState('busy');
    const kept = await rate(score, comment.trim() || null);
    setState(kept ? 'idle' : 'failed');
    if (kept) done();
  };
  return (
    <form
      ref={form}
      class="card rating"
      data-yk="rating"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset>
        <legend>{agent ? fill(words.ratingAsk, { name: agent }) : words.ratingAskPlain}</legend>
        <div class="stars">
          {scores.map((each) => (
            <label key={each} data-on={each <= score}>
              <input
                type="radio"
                name="yk-score"
                value={each}
                checked={each === score}
                data-yk="star"
                aria-label={`${fill(words.ratingStars, { count: each })}, ${words[names[each] as 'score1']}`}
                onChange={() => setScore(each)}
              />
              <Star />
            </label>
          ))}
          <span class="verdict" aria-hidden="true">
            {score > 0 && words[names[score] as 'score1']}
          </span>
        </div>
      </fieldset>
      {score > 0 && (
        <textarea
          data-yk="rating-comment"
          rows={2}
          maxLength={longest}
          value={comment}
          aria-label={words.ratingComment}
          placeholder={score < 3 ? words.ratingWhatWrong : words.ratingComment}
          onInput={(event: { currentTarget: HTMLTextAreaElement }) => setComment(event.currentTarget.value)}
        />
      )}
      <p class="fault" role="alert">
        {state === 'failed' && words.ratingFailed}
      </p>
      <div class="actions">
        {score > 0 && (
          <button type="submit" class="primary" data-yk="rating-send" disabled={state === 'busy'}>
            {words.ratingSend}
          </button>
        )}
        <button type="button" class="plain" data-yk="rating-later" onClick={given ? done : later}>
          {given ? words.ratingKeep : words.ratingLater}
        </button>
      </div>
    </form>
  );
}

export function Star() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3.6l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z" />
    </svg>
  );
}

function Stars({ score }: { readonly score: number }) {
  return (
    <span class="stars given" aria-hidden="true">
      {scores.map((each) => (
        <span key={each} data-on={each <= score}>
          <Star />
        </span>
      ))}
    </span>
  );
}
