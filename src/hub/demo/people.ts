import { type People, type Starter, seedAccounts } from '../people/index.ts';

export const demoWorkspaceName = '星河商城';

const demoPeople: readonly Starter[] = [
  { name: '林悦', email: 'lin@demo.yingke.test', role: 'agent' },
  { name: '陈晨', email: 'chen@demo.yingke.test', role: 'agent' },
  { name: '周岚', email: 'zhou@demo.yingke.test', role: 'supervisor' },
];

/** The demo's people; their passwords are in `path` from then on. */
export function seedDemo(people: People, path: string, hub: string): Promise<void> {
  return seedAccounts(people, path, hub, demoPeople);
}
