/** The panel's words in one language, a file of its own: nobody fetches the other. */
export { panelEn as words } from './en.ts';
