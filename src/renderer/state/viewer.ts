import type { FileRef } from '#shared/domain/attached.ts';
import { createSlice } from './slice.ts';

/** Pictures that are looked at large, and which of them. */
type Viewer = { readonly pictures: readonly FileRef[]; readonly at: number };

export const useViewer = createSlice<Viewer>({ pictures: [], at: 0 });

export function viewPictures(pictures: readonly FileRef[], at: number): void {
  useViewer.setState({ pictures, at });
}

export function closeViewer(): void {
  useViewer.setState({ pictures: [], at: 0 });
}

/** The next one, or the one before; stays at the ends. */
export function viewOther(step: number): void {
  useViewer.setState((s) => ({ at: Math.min(s.pictures.length - 1, Math.max(0, s.at + step)) }));
}
