import { game } from './scenes/game.ts';
import { shop } from './scenes/shop.ts';
import { telecom } from './scenes/telecom.ts';
import type { SceneId, Script } from './script.ts';

export const scenes: Readonly<Record<SceneId, readonly Script[]>> = { shop, telecom, game };
