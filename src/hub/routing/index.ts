export type { RoundReport } from './engine.ts';
export { type AtDoor, createFront, type Front } from './front.ts';
export { createLeases } from './leases.ts';
export { isGroupOpen } from './open.ts';
export { createPlans, type Plans } from './plans.ts';
export { createRouting, type Routing } from './routing.ts';
