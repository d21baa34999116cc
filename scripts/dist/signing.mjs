import { product } from './product.mjs';

/**
 * Who signs what, by the environment alone: no key is ever in the tree, and a package that nobody signed says so in
 * its name.
 */

/** @typedef {Record<string, string | undefined>} Env */

/** @typedef {'linux' | 'win' | 'mac'} System */

/** @param {NodeJS.Platform} platform @returns {System} */
export const systemOf = (platform) =>
  platform === 'win32' ? 'win' : platform === 'darwin' ? 'mac' : 'linux';

/** Azure Trusted Signing: the account and its profile; the rest (tenant, client, secret) Azure's own module reads. */
const azure = ['AZURE_SIGNING_ENDPOINT', 'AZURE_SIGNING_ACCOUNT', 'AZURE_SIGNING_PROFILE'];
/** Apple's notary, by an API key. */
const notary = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'];

/** @param {readonly string[]} names @param {Env} env */
const has = (names, env) => names.every((name) => Boolean(env[name]));

/** @param {Env} env */
export const signsByAzure = (env) => has(azure, env);

/** @param {Env} env */
export const notarizes = (env) => has(notary, env);

/**
 * Whether what is built for this system will be signed. On a Mac that takes the notary too: without it the system
 * refuses what was downloaded, signed or not.
 * @param {System} system
 * @param {Env} env
 */
export function isSigned(system, env) {
  if (system === 'linux') return has(['YINGKE_GPG_KEY'], env);
  if (system === 'win') return signsByAzure(env) || has(['WIN_CSC_LINK'], env) || has(['CSC_LINK'], env);
  return has(['CSC_LINK'], env) && notarizes(env);
}

/** @param {System} system */
export function neededToSign(system) {
  if (system === 'linux')
    return 'YINGKE_GPG_KEY (an armored private key), and YINGKE_GPG_PASSPHRASE where it has one';
  if (system === 'win')
    return `${azure.join(', ')} with Azure’s own variables, or WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD`;
  return `CSC_LINK, CSC_KEY_PASSWORD, CSC_INSTALLER_LINK and ${notary.join(', ')}`;
}

/** Whether what an update is checked with names us, alone. @param {string} text app-update.yml */
export function namesPublisher(text) {
  const [, inline, list = ''] = /^publisherName:[ \t]*(\S.*)?\n((?:[ \t]*- .*\n?)*)/m.exec(`${text}\n`) ?? [];
  const names = inline ? [inline] : list.split('\n').flatMap((line) => /- (.*)$/.exec(line)?.[1] ?? []);
  return names.length === 1 && names[0]?.replace(/^['"]|['"]$/g, '') === product.publisher;
}
