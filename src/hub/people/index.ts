export { type Starter, seedAccounts } from './accounts.ts';
export { createLook } from './look.ts';
export { createPeople, epochFor, openWorkspace, type People, type Workspace } from './people.ts';
export { createProfiles, type PersonRecord, type Profiles } from './profiles.ts';
export { createStaff, type Staff } from './staff.ts';
export { createWayOut } from './way-out.ts';
