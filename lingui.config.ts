import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

/** English is the source in the code; both catalogues are complete or the unit tests fail. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'zh-CN'],
  catalogs: [{ path: 'src/renderer/locales/{locale}', include: ['src/renderer'], exclude: ['**/*.test.ts'] }],
  // Where a text is used, but not in which line: else every change of code would change the catalogues.
  format: formatter({ lineNumbers: false }),
  orderBy: 'message',
  // Our own, which reads no tags out of what people write.
  runtimeConfigModule: { Trans: ['#renderer/trans', 'Trans'] },
});
