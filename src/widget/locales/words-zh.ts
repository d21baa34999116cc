/** The panel's words in one language, a file of its own: nobody fetches the other. */
export { panelZh as words } from './zh-CN.ts';
