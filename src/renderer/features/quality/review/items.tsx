import { Trans, useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { type ScoreCard, type ScoreItem, topOf } from '#shared/domain/quality/card.ts';
import { type Mark, type Marks, shareOf } from '#shared/domain/quality/scoring.ts';
import { Tag } from '../../../ui/tag.tsx';
import { useScoreText } from '../parts/score.tsx';

type ItemsProps = {
  readonly card: ScoreCard;
  readonly marks: Marks;
  /** Absent: they are read only. */
  readonly onMark?: (itemId: string, mark: Mark) => void;
};

/**
 * The items of a card. By keys: up and down go from one to the next, left and right choose; a digit gives its points, Y and N say
 * yes and no, X that it does not apply.
 */
export function Items({ card, marks, onMark }: ItemsProps) {
  const { i18n } = useLingui();
  const scoreText = useScoreText();
  const list = useRef<HTMLDivElement>(null);

  function go(event: KeyboardEvent<HTMLElement>, by: 1 | -1): void {
    const groups = [...(list.current?.querySelectorAll<HTMLElement>('[role="radiogroup"]') ?? [])];
    const here = groups.indexOf(event.currentTarget);
    event.preventDefault();
    groups[here + by]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  return (
    <div ref={list} className="grid gap-4">
      {card.sections.map((section) => {
        const share = shareOf(section.items, marks);
        return (
          <section key={section.id} aria-label={nameIn(section.name, i18n.locale)}>
            <h2 className="mb-1 flex items-baseline gap-2 font-bold text-3">
              <span className="foreign min-w-0 flex-1 truncate">{nameIn(section.name, i18n.locale)}</span>
              {share !== null && (
                <span className="font-normal text-1 text-ink-3 tabular-nums">{scoreText(share)}</span>
              )}
            </h2>
            <ul className="grid gap-1.5">
              {section.items.map((item) => (
                <li key={item.id}>
                  <Item item={item} mark={marks[item.id]} onMark={onMark} onGo={go} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

type ItemProps = {
  readonly item: ScoreItem;
  readonly mark: Mark | undefined;
  readonly onMark: ItemsProps['onMark'];
  readonly onGo: (event: KeyboardEvent<HTMLElement>, by: 1 | -1) => void;
};

function Item({ item, mark, onMark, onGo }: ItemProps) {
  const { i18n, t } = useLingui();
  const name = nameIn(item.name, i18n.locale);
  const hint = nameIn(item.hint, i18n.locale);
  const weight = item.weight;
  const choices = choicesOf(item);
  const words = useMarkWords(item);
  const failed = item.fatal && mark === 0;
  return (
    <div
      data-testid="score-item"
      className={`rounded-3 border px-3 py-2 ${failed ? 'border-bad bg-bad-soft' : 'border-line bg-panel'}`}
    >
      <p className="flex items-start gap-2 text-2">
        <span className="foreign min-w-0 flex-1 font-medium">{name}</span>
        {item.fatal && (
          <Tag tone="warn">
            <Trans>fatal</Trans>
          </Tag>
        )}
        <span className="shrink-0 text-1 text-ink-3" title={t`Weight`}>
          × {weight}
        </span>
      </p>
      {hint !== '' && <p className="foreign mt-0.5 text-1 text-ink-3">{hint}</p>}
      {onMark === undefined ? (
        <p className="mt-1 text-2">{mark === undefined ? '–' : words(mark)}</p>
      ) : (
        <Choices item={item} mark={mark} choices={choices} name={name} onMark={onMark} onGo={onGo}>
          {words}
        </Choices>
      )}
    </div>
  );
}

type ChoicesProps = Pick<ItemProps, 'item' | 'mark' | 'onGo'> & {
  readonly choices: readonly Mark[];
  readonly name: string;
  readonly onMark: (itemId: string, mark: Mark) => void;
  readonly children: (mark: Mark) => ReactNode;
};

function Choices({ item, mark, choices, name, onMark, onGo, children }: ChoicesProps) {
  function press(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 } as const;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      onGo(event, step[event.key]);
      return;
    }
    const chosen = chosenBy(event.key, item, choices, mark);
    if (chosen === null) return;
    event.preventDefault();
    onMark(item.id, chosen);
    const at = choices.indexOf(chosen);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[at]?.focus();
  }
  return (
    <div role="radiogroup" aria-label={name} onKeyDown={press} className="mt-1.5 flex flex-wrap gap-1">
      {choices.map((choice, at) => {
        const isChosen = choice === mark;
        return (
          // biome-ignore lint/a11y/useSemanticElements: arrows mean more here than they do to an input
          <button
            key={choice}
            type="button"
            role="radio"
            aria-checked={isChosen}
            tabIndex={isChosen || (mark === undefined && at === 0) ? 0 : -1}
            data-testid={`mark-${choice}`}
            onClick={() => onMark(item.id, choice)}
            className={`h-6.5 min-w-8 rounded-2 border px-2 text-2 ${isChosen ? 'border-accent bg-accent font-medium text-on-accent' : 'border-line bg-panel hover:bg-hover'}`}
          >
            {children(choice)}
          </button>
        );
      })}
    </div>
  );
}

/** The best first for yes and no, as it is said; points from 0 up. */
function choicesOf({ scale, mayNotApply }: ScoreItem): readonly Mark[] {
  const all: Mark[] = scale.is === 'yes_no' ? [1, 0] : Array.from({ length: scale.max + 1 }, (_, n) => n);
  return mayNotApply ? [...all, 'na'] : all;
}

function chosenBy(
  key: string,
  { scale }: ScoreItem,
  choices: readonly Mark[],
  mark: Mark | undefined,
): Mark | null {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step !== undefined) {
    const at = mark === undefined ? 0 : choices.indexOf(mark) + step;
    return choices[Math.min(choices.length - 1, Math.max(0, at))] ?? null;
  }
  const wanted: Mark | null =
    key.toLowerCase() === 'x'
      ? 'na'
      : scale.is === 'yes_no' && /^[yn]$/iu.test(key)
        ? key.toLowerCase() === 'y'
          ? 1
          : 0
        : /^\d$/u.test(key)
          ? // 0 is the only key that is left for ten.
            key === '0' && topOf(scale) === 10 && mark === 0
            ? 10
            : Number(key)
          : null;
  return wanted !== null && choices.includes(wanted) ? wanted : null;
}

export function useMarkWords(item: ScoreItem): (mark: Mark) => string {
  const { t } = useLingui();
  return (mark) => {
    if (mark === 'na') return t`Does not apply`;
    if (item.scale.is === 'points') return String(mark);
    return mark === 1 ? t`Yes` : t`No`;
  };
}
