import { mostNames, type Soundable, toSoundable } from '#shared/domain/replies/sounds.ts';
import { call } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

/** How customers' names are typed by their sound, as far as main has said. */
export const useNameSounds = createSlice<{ readonly byName: ReadonlyMap<string, Soundable> }>({
  byName: new Map(),
});

const han = /\p{Script=Han}/u;

/** Asks main for those that are not known yet; only it has the dictionary. */
export async function learnSounds(names: readonly string[]): Promise<void> {
  const { byName } = useNameSounds.getState();
  const missing = [...new Set(names)].filter((name) => han.test(name) && !byName.has(name));
  const asked = missing.slice(0, mostNames).map((name) => name.slice(0, 200));
  if (asked.length === 0) return;
  const { sounds } = await call('search.sounds', { names: asked });
  useNameSounds.setState((s) => ({
    byName: new Map([
      ...s.byName,
      ...asked.map((_, at) => [missing[at] ?? '', toSoundable(sounds[at] ?? [])] as const),
    ]),
  }));
}
