import { createSlice } from '../../../state/slice.ts';
import type { Place, Section } from '../model/places.ts';

type View = {
  readonly section: Section;
  /** What is chosen on each screen, by id. */
  readonly chosen: Readonly<Partial<Record<Section, string | null>>>;
};

/** Where in the administration one is: kept while one looks at conversations. */
export const useView = createSlice<View>({ section: 'people', chosen: {} });

export function go({ section, id }: Place): void {
  const { chosen } = useView.getState();
  useView.setState({ section, chosen: id === null ? chosen : { ...chosen, [section]: id } });
}

export function choose(section: Section, id: string | null): void {
  useView.setState((s) => ({ chosen: { ...s.chosen, [section]: id } }));
}

/** The one of a list that is shown: the chosen, else the first. */
export function useChosen<T extends { readonly id: string }>(section: Section, list: readonly T[]): T | null {
  const id = useView((s) => s.chosen[section]);
  return list.find((one) => one.id === id) ?? list[0] ?? null;
}
