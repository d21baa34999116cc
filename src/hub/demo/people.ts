import type { WayOut } from '#shared/protocol/handshake.ts';
import { type People, type Profiles, type Starter, seedAccounts } from '../people/index.ts';

export const demoWorkspaceName = '星河商城';

/** Nobody answers there: a number kept for films, and addresses under a name that never resolves. */
export const demoWayOut: WayOut = {
  hotline: '+1 202-555-0100',
  email: 'service@demo.yingke.test',
  form: 'https://shop.demo.yingke.test/contact',
};

const demoPeople: readonly Starter[] = [
  { name: '林悦', email: 'lin@demo.yingke.test', role: 'agent', product: '手机与配件' },
  { name: '陈晨', email: 'chen@demo.yingke.test', role: 'agent', product: '家电与安装' },
  { name: '周岚', email: 'zhou@demo.yingke.test', role: 'supervisor' },
  { name: '何静', email: 'he@demo.yingke.test', role: 'admin' },
];

/** The demo's people; their passwords are in `path` from then on. */
export function seedDemo(
  people: People,
  profiles: Pick<Profiles, 'setProfile'>,
  path: string,
  hub: string,
): Promise<void> {
  return seedAccounts(people, profiles, path, hub, demoPeople);
}
