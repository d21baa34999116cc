import type { WayOut } from '#shared/protocol/handshake.ts';
import { type People, type Starter, seedAccounts } from '../people/index.ts';

export const demoWorkspaceName = '星河商城';

/** Nobody answers there: a number kept for films, and addresses under a name that never resolves. */
export const demoWayOut: WayOut = {
  hotline: '+1 202-555-0100',
  email: 'service@demo.yingke.test',
  form: 'https://shop.demo.yingke.test/contact',
};

const demoPeople: readonly Starter[] = [
  { name: '林悦', email: 'lin@demo.yingke.test', role: 'agent' },
  { name: '陈晨', email: 'chen@demo.yingke.test', role: 'agent' },
  { name: '周岚', email: 'zhou@demo.yingke.test', role: 'supervisor' },
];

/** The demo's people; their passwords are in `path` from then on. */
export function seedDemo(people: People, path: string, hub: string): Promise<void> {
  return seedAccounts(people, path, hub, demoPeople);
}
