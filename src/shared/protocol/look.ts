import * as z from 'zod/mini';
import { locale } from './fields.ts';

const words = (most: number) => z.optional(z.string().check(z.maxLength(most)));
const px = (most: number) => z.optional(z.int().check(z.minimum(0), z.maximum(most)));

/** How the house wants the widget to look on every site, unless a page says otherwise. */
export const widgetLook = z.strictObject({
  accent: z.optional(z.string().check(z.regex(/^#[\da-f]{6}$/iu))),
  position: z.optional(z.enum(['left', 'right'])),
  x: px(400),
  y: px(400),
  radius: px(28),
  zIndex: px(2_147_483_647),
  theme: z.optional(z.enum(['auto', 'light', 'dark'])),
  locale: z.optional(locale),
  label: words(40),
  labelZh: words(40),
  labelEn: words(40),
  greeting: words(500),
  greetingZh: words(500),
  greetingEn: words(500),
  privacy: words(500),
  privacyZh: words(500),
  privacyEn: words(500),
  preview: z.optional(z.enum(['on', 'off'])),
  visits: z.optional(z.enum(['on', 'off'])),
});
export type WidgetLook = z.infer<typeof widgetLook>;
