import { scenes } from '#shared/domain/training/scenes.ts';
import type { SceneId } from '#shared/domain/training/script.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log/index.ts';
import { createTrainingCustomer, type TrainingCustomer } from './customer.ts';

/** Milliseconds between looks at what each customer does. */
const look = 500;

export type Training = { readonly stop: () => void };

/**
 * Lets a scene's customers come to this hub (A15), each at their time from now on. `sign` says who they are, as their
 * shop would.
 */
export async function startTraining(options: {
  readonly hub: string;
  readonly origin: string;
  readonly scene: SceneId;
  readonly sign: (claims: object) => string;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<Training> {
  const { hub, origin, scene, sign, clock, log } = options;
  const began = clock.now();
  const now = () => (clock.now() - began) / 1000;
  const customers: TrainingCustomer[] = [];
  for (const script of scenes[scene]) {
    const attributes = script.value === undefined ? {} : { value: script.value };
    const identity = sign({ sub: `training-${script.name}`, name: script.name, attributes });
    customers.push(await createTrainingCustomer({ hub, origin, identity, script, now }));
  }
  log.info({ scene, customers: customers.length }, 'training begins');
  const end = clock.every(look, () => {
    for (const customer of customers) customer.look(now());
  });
  return {
    stop: () => {
      end();
      for (const customer of customers) customer.end();
    },
  };
}
