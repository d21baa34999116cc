import { newId } from '#shared/domain/key.ts';
import type { ScoreCard, ScoreItem, ScoreSection } from '#shared/domain/quality/card.ts';

const none = { zh: '', en: '' };

export function freshItem(): ScoreItem {
  return {
    id: newId(),
    name: none,
    hint: none,
    weight: 10,
    scale: { is: 'yes_no' },
    mayNotApply: true,
    fatal: false,
  };
}

export function freshSection(): ScoreSection {
  return { id: newId(), name: none, items: [freshItem()] };
}

export function freshCard(): ScoreCard {
  return { name: none, sections: [freshSection()], fatalCap: 0, pass: 80, appealDays: 7 };
}

/** The list with one of it changed, moved by a place, or gone. */
export function replaced<T extends { readonly id: string }>(all: readonly T[], one: T): T[] {
  return all.map((each) => (each.id === one.id ? one : each));
}
export function without<T extends { readonly id: string }>(all: readonly T[], id: string): T[] {
  return all.filter((each) => each.id !== id);
}
export function moved<T extends { readonly id: string }>(all: readonly T[], id: string, by: 1 | -1): T[] {
  const from = all.findIndex((each) => each.id === id);
  const to = from + by;
  const one = all[from];
  if (one === undefined || to < 0 || to >= all.length) return [...all];
  const rest = without(all, id);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** A name that is empty in one language is the same in both: nobody has to write a word twice. */
export function filledIn(card: ScoreCard): ScoreCard {
  const fill = ({ zh, en }: { zh: string; en: string }) => ({
    zh: zh.trim() || en.trim(),
    en: en.trim() || zh.trim(),
  });
  return {
    ...card,
    name: fill(card.name),
    sections: card.sections.map((section) => ({
      ...section,
      name: fill(section.name),
      items: section.items.map((item) => ({ ...item, name: fill(item.name), hint: fill(item.hint) })),
    })),
  };
}

/** Everything that needs a name has one, in one language at least. */
export function isNamed(card: ScoreCard): boolean {
  const { name, sections } = filledIn(card);
  return [
    name,
    ...sections.flatMap((section) => [section.name, ...section.items.map((item) => item.name)]),
  ].every(({ zh }) => zh !== '');
}
