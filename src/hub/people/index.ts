export { type Starter, seedAccounts } from './accounts.ts';
export { createPeople, openWorkspace, type People, type Workspace } from './people.ts';
