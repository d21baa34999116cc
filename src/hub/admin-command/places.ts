import { siteOrigin } from '#shared/protocol/admin.ts';
import { type Given, misuse } from './arguments.ts';
import { argument, type Command } from './command.ts';
import { table, timeText } from './table.ts';

const siteOf = (given: Given): string => {
  const site = argument(given, 0);
  if (!siteOrigin.safeParse(site).success)
    throw misuse(`A site is given as https://shop.example.com, not “${site}”.`);
  return site;
};

/** Sites that embed the widget, and the secret that they sign customers with. */
export const placeCommands: readonly Command[] = [
  {
    name: 'origins list',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const { origins } = await call('origins.list', null);
      const rows = origins.map(({ origin, createdAt }) => [origin, timeText(createdAt)]);
      return { value: origins, text: table(['SITE', 'ALLOWED SINCE'], rows) };
    },
  },
  {
    name: 'origins allow',
    takes: ['SITE'],
    flags: [],
    run: async ({ call }, given) => {
      const origin = siteOf(given);
      await call('origins.allow', { origin });
      return { value: { origin }, text: `Pages of ${origin} may embed the widget.` };
    },
  },
  {
    name: 'origins withdraw',
    takes: ['SITE'],
    flags: [],
    run: async ({ call }, given) => {
      const origin = siteOf(given);
      await call('origins.withdraw', { origin });
      return { value: { origin }, text: `Pages of ${origin} may not embed the widget.` };
    },
  },
  {
    name: 'identity show',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const found = await call('identity.show', null);
      return { value: found, text: found.secret ?? 'There is no secret yet: “identity new” makes one.' };
    },
  },
  {
    name: 'identity new',
    takes: [],
    flags: [],
    run: async ({ call }) => {
      const made = await call('identity.new', {});
      return { value: made, text: made.secret };
    },
  },
];
