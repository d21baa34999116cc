import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createCompiledCatalog } from '@lingui/cli/api';
import linguiConfig from '../../lingui.config.ts';
import { root } from '../setup/places.mjs';

/** @typedef {Record<string, { translation?: string, message?: string, origin?: readonly (readonly [string, ...unknown[]])[] }>} Catalogue */

const locales = /** @type {const} */ (['en', 'zh-CN']);

/**
 * Each module of the page brings the texts that it says, in both languages: what is loaded later brings its texts then, and the
 * first script has none but its own. Fails the build where a text has no translation, or one that cannot be read.
 * @returns {import('vite').Plugin}
 */
export function textsWithModules() {
  /** @type {Awaited<ReturnType<typeof textsByFile>>} */
  let texts = new Map();
  return {
    name: 'yingke-texts',
    enforce: 'post',
    async buildStart() {
      texts = await textsByFile();
      for (const locale of locales) this.addWatchFile(fileOf(locale));
    },
    transform(code, id) {
      const brought = texts.get(path.relative(root, id).split(path.sep).join('/'));
      if (brought === undefined) return null;
      const words = JSON.stringify(JSON.stringify(brought));
      return {
        code: `import { bringTexts } from ${JSON.stringify(path.join(root, 'src/renderer/locales/texts.ts'))};\nbringTexts(${words});\n${code}`,
        map: null,
      };
    },
  };
}

/** @param {string} locale */
const fileOf = (locale) => path.join(root, `src/renderer/locales/${locale}.po`);

/** Of each file that says something, its texts in each language, in the order of `locales`. */
async function textsByFile() {
  /** @type {Map<string, Record<string, unknown>[]>} */
  const files = new Map();
  for (const [at, locale] of locales.entries()) {
    const catalogue = await read(locale);
    const compiled = compile(locale, catalogue);
    for (const [id, { origin = [] }] of Object.entries(catalogue)) {
      for (const [file] of origin) {
        const brought = files.get(file) ?? locales.map(() => ({}));
        files.set(file, brought);
        brought[at] = { ...brought[at], [id]: compiled[id] };
      }
    }
  }
  return files;
}

/** @param {string} locale @returns {Promise<Catalogue>} */
async function read(locale) {
  const { sourceLocale = 'en' } = linguiConfig;
  const context = { locale, sourceLocale, filename: fileOf(locale) };
  const { format } = linguiConfig;
  if (format === undefined) throw new Error('lingui.config.ts names no format');
  return /** @type {Catalogue} */ (await format.parse(readFileSync(fileOf(locale), 'utf8'), context));
}

/** @param {string} locale @param {Catalogue} catalogue @returns {Record<string, unknown>} */
function compile(locale, catalogue) {
  const words = Object.fromEntries(
    Object.entries(catalogue).map(([id, { translation, message }]) => [
      id,
      translation || (locale === linguiConfig.sourceLocale ? message : undefined) || '',
    ]),
  );
  const missing = Object.keys(words).filter((id) => words[id] === '');
  if (missing.length > 0)
    throw new Error(
      `${locale}: no text for ${missing.map((id) => catalogue[id]?.message ?? id).join(' | ')}`,
    );
  const { source, errors } = createCompiledCatalog(locale, words, { namespace: 'json', strict: true });
  if (errors.length > 0)
    throw new Error(
      errors.map(({ source: text, error }) => `${locale}: ${text}: ${error.message}`).join('\n'),
    );
  return JSON.parse(source).messages;
}
