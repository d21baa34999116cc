/** Modules that the build makes. */
declare module '*.css?inline' {
  const css: string;
  // biome-ignore lint/style/noDefaultExport: it is how the build gives a style sheet
  export default css;
}

declare module 'virtual:yingke-panel' {
  /** File name of the panel's bundle, which carries its hash. */
  export const panelFile: string;
  /** Of what makes a palette of a colour. */
  export const paletteFile: string;
  /** Those of what the panel says, by language. */
  export const wordsFiles: { readonly 'zh-CN': string; readonly en: string };
}

declare module 'virtual:yingke-extras' {
  /** File name of what the panel fetches when it is needed. */
  export const extrasFile: string;
  /** Of its part for files. */
  export const filesFile: string;
  /** Of its part for messages that are left. */
  export const leaveFile: string;
}

declare module 'virtual:yingke-emoji' {
  /** Those of the emoji with their names, by language. */
  export const emojiFiles: { readonly 'zh-CN': string; readonly en: string };
}

declare module 'virtual:yingke-version' {
  /** The project's. */
  export const version: string;
}
