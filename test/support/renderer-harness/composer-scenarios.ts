import { usualLook } from '../../../src/shared/domain/look.ts';
import { customersOf } from './customer-world.ts';
import type { Scenario } from './fake-bridge.ts';
import { bootOf, type Made, scenario } from './world.ts';

/** What the composer can do besides: sending undone, emoji. */
export function composerScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const { preferences } = bootOf();
  const undoing = bootOf({ preferences: { ...preferences, look: { ...usualLook, undoSend: true } } });
  return {
    // So long that no picture and no test is too late.
    undo: scenario(usual, { boot: undoing, holdsFor: 600_000 }),
    'reply-panel': scenario(usual, { customers: customersOf(usual) }),
    'reply-panel-folder': scenario(usual),
    markup: scenario(usual),
    'folder-rename': scenario(usual),
    emoji: scenario(usual),
    'emoji-found': scenario(usual),
    'emoji-colon': scenario(usual),
    'undo-elsewhere': scenario(usual, { boot: undoing, holdsFor: 600_000 }),
  };
}
