import { createSlice } from '../../state/slice.ts';

/** Which conversation one wants to close, while that is being asked. */
export const useClosing = createSlice<{ readonly asked: string | null }>({ asked: null });

export function askClosing(asked: string | null): void {
  useClosing.setState({ asked });
}
