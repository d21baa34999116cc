import type { FoundCustomer } from '../../../src/shared/ipc/customers.ts';
import type { ArrivedLink } from '../../../src/shared/ipc/links.ts';
import { accountList } from './account-scenarios.ts';
import type { Scenario } from './fake-bridge.ts';
import { bootOf, type Made, now, scenario, uuid } from './world.ts';

const number = '+8613800138000';
const dial = (looking: boolean): ArrivedLink => ({
  ...{ n: 1, state: 'here', looking },
  target: { kind: 'dial', number },
});

/** What comes by a link, by the name of the scenario: an action tells it once the page is there. */
export const linksOf: Readonly<Record<string, ArrivedLink>> = {
  'link-held': dial(true),
  'link-shown': dial(false),
  'link-several': dial(false),
  'link-nobody': dial(false),
  'link-away': dial(false),
  'link-not-found': {
    ...{ n: 1, state: 'here', looking: false },
    target: { kind: 'customer', customerId: uuid(4000) },
  },
  'link-elsewhere': { n: 1, state: 'elsewhere', account: '2123456789abcdef', signedOut: true },
  'link-managed': { n: 1, state: 'refused', why: 'managed' },
  'link-hub': { n: 1, state: 'refused', why: 'hub' },
  'link-waiting': { n: 1, state: 'waiting' },
};

export const longName =
  'Maximiliana Theodora Donaudampfschifffahrtsgesellschaftskapitän 一位名字特别特别长的客户';

/** The card of a link that came, in each of its states. */
export function linkScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const found = (at: number, name: string | null, company: string | null): FoundCustomer => {
    const made = usual[at];
    if (made === undefined) throw new Error('nobody there');
    const { conversation } = made.row;
    return { id: conversation.visitor.id, name, company, phone: number, verified: at > 0, conversation };
  };
  const wang = found(1, '王晓雯', '星河汽配');
  const several = [wang, found(0, '陈国栋', null), found(2, longName, 'Example Trading Company Ltd')];
  const of = (name: string): Scenario => {
    const made = scenario(usual, {
      tabs: {
        order: usual.slice(0, 3).map(({ row }) => row.conversation.id),
        active: usual[0]?.row.conversation.id ?? null,
      },
    });
    const answers = {
      'customers.find': { found: name === 'link-several' ? several : name === 'link-nobody' ? [] : [wang] },
    };
    switch (name) {
      case 'link-away':
        return {
          ...made,
          boot: bootOf({
            connection: { state: 'offline', code: null, since: now - 240_000, pending: 0, latency: null },
          }),
          refuse: { 'customers.find': { code: 'unavailable' } },
        };
      case 'link-not-found':
        return { ...made, refuse: { 'customers.find': { code: 'not_found' } } };
      case 'link-waiting':
        return scenario([], {
          boot: bootOf({
            account: { state: 'signed-out', hub: 'https://hub.example.com', email: '', code: null },
          }),
        });
      case 'link-elsewhere':
        return { ...made, boot: bootOf({ accounts: accountList('first') }) };
      default:
        return { ...made, answers };
    }
  };
  return Object.fromEntries(Object.keys(linksOf).map((name) => [name, of(name)]));
}
