import {
  type AdminCallName,
  type AdminCalls,
  adminCalls,
  type DeskAdminCallName,
  isForOperator,
} from '../protocol/admin.ts';

/** As the renderer asks for a call of the administration: "plan.save" of the hub is "admin.plan.save" here. */
export type AdminIpcCall = `admin.${DeskAdminCallName}`;

/**
 * Every call of `adminCalls` but those of the operator, handed through by main, which has the address and the token. Only for who is an
 * admin: the hub refuses everybody else with `forbidden`. All of them need the hub; `unavailable` when it is away.
 */
export const adminIpcCalls = Object.fromEntries(
  Object.entries(adminCalls)
    .filter(([name]) => !isForOperator(name as AdminCallName))
    .map(([name, { request, answer }]) => [`admin.${name}`, { input: request, answer }]),
) as unknown as {
  readonly [C in DeskAdminCallName as `admin.${C}`]: {
    readonly input: AdminCalls[C]['request'];
    readonly answer: AdminCalls[C]['answer'];
  };
};
