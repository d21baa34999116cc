import { newId } from '#shared/domain/key.ts';
import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import type { HubOptions } from '../../src/hub/hub.ts';
import { adminAs } from '../support/admin.ts';
import { deskClient, say, shopOrigin, testPeople, visitorClient } from '../support/hub.ts';
import { startWidgetStage } from './widget-stage.ts';

/** The widget's stage with a plan and people that an operator changes, and other customers in the same queue. */

export type WidgetHouse = Awaited<ReturnType<typeof widgetHouse>>;

const operatorToken = 'o'.repeat(43);
const everyDay = (period: { from: number; to: number }[]) => Array.from({ length: 7 }, () => period);

export async function widgetHouse(options: Partial<HubOptions> = {}) {
  const stage = await startWidgetStage({ operatorToken, ...options });
  await stage.hub.people.create({ ...testPeople.ben, name: '周明' });
  await stage.hub.origins.allow(shopOrigin);
  const ask = adminAs(stage.hubUrl, operatorToken);
  const plan = async (change: (plan: RoutingPlan) => RoutingPlan): Promise<void> => {
    const before = await ask('plan.read', null);
    await ask('plan.save', { version: before.version, plan: change(before.plan) });
  };
  const group = (change: Partial<Group>): Promise<void> =>
    plan((before) => ({ ...before, groups: before.groups.map((one) => ({ ...one, ...change })) }));
  return {
    ...stage,
    ask,
    plan,
    /** Changes the only group of the house. */
    group,
    /** Of the person of that name. */
    profile: async (name: string, change: Partial<RoutingProfile>): Promise<void> => {
      const { people } = await ask('people.list', null);
      const id = people.find((one) => one.name === name)?.id ?? name;
      await ask('people.change', { id, profile: { ...usualProfile, ...change } });
    },
    /** From now on the house is open at these minutes of every day, by the clock of this machine; null: always. */
    hours: async (period: { from: number; to: number } | null): Promise<void> => {
      const id = newId();
      const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const week = everyDay(period ? [period] : []);
      const one = { id, name: 'Hours', timeZone, week, exceptions: [] };
      await plan((before) => ({
        ...before,
        hours: period ? [one] : [],
        groups: before.groups.map((each) => ({ ...each, hours: period ? id : null })),
      }));
    },
    /** Somebody else, who has written. */
    another: async (text = '还在吗') => {
      const visitor = await visitorClient(stage.hubUrl);
      const { conversationId } = await say(visitor, text);
      return { visitor, conversationId };
    },
    second: () => deskClient(stage.hubUrl, testPeople.ben),
  };
}

/** An hour of the day, in minutes after midnight, that is hours away from now on both sides. */
export function notNow(now = new Date()): { from: number; to: number } {
  const hour = (now.getHours() + 12) % 24;
  return { from: Math.min(hour, 22) * 60, to: Math.min(hour, 22) * 60 + 60 };
}
