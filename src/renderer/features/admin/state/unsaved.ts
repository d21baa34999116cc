import { usePart } from '../../../state/part.ts';

const watched: (() => boolean)[] = [];

/** What may be changed and not saved, to be asked whenever anything of it has changed. */
export function watchUnsaved(isUnsaved: () => boolean): void {
  watched.push(isUnsaved);
}

export function tellUnsaved(): void {
  const unsaved = watched.some((isUnsaved) => isUnsaved());
  if (usePart.getState().unsaved !== unsaved) usePart.setState({ unsaved });
}
