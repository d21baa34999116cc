import { defineConfig } from '@lingui/cli';

/** English is the source in the code; both catalogues are complete or the check fails. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'zh-CN'],
  catalogs: [{ path: 'src/renderer/locales/{locale}', include: ['src/renderer'] }],
});
