import { paletteOf } from '#shared/domain/palette.ts';
import type { WidgetLook } from '#shared/protocol/look.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** So long a node may go on giving out what another has changed meanwhile. Milliseconds. */
const freshFor = 5_000;

/** How the house wants the widget to look; it goes out with the widget's script. */
export function createLook(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;
  let known: { readonly at: number; readonly text: string } | null = null;

  return {
    /** As JSON, with the colours that follow from the accent. */
    current: async (): Promise<string> => {
      const now = clock.now();
      if (known !== null && now >= known.at && now - known.at < freshFor) return known.text;
      const { look } = await kysely
        .selectFrom('workspace')
        .select('look')
        .where('id', '=', workspaceId)
        .executeTakeFirstOrThrow();
      const value = JSON.parse(look ?? '{}') as WidgetLook;
      const palette = paletteOf(value.accent);
      known = { at: now, text: JSON.stringify({ ...value, ...(palette && { palette }) }) };
      return known.text;
    },
    /** Null: as it comes. */
    set: async (look: WidgetLook | null): Promise<void> => {
      await kysely
        .updateTable('workspace')
        .set({ look: look && JSON.stringify(look) })
        .where('id', '=', workspaceId)
        .execute();
      known = null;
    },
  };
}
