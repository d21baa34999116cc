/** Modules that the build makes. */
declare module '*.css?inline' {
  const css: string;
  // biome-ignore lint/style/noDefaultExport: it is how the build gives a style sheet
  export default css;
}

declare module 'virtual:yingke-panel' {
  /** File name of the panel's bundle, which carries its hash. */
  export const panelFile: string;
}

declare module 'virtual:yingke-files' {
  /** Loads the panel's part for files from the hub; rejects where it does not get through. */
  export const loadFiles: (base: string) => Promise<import('./files/contract.ts').FilesModule>;
}

declare module 'virtual:yingke-version' {
  /** The project's. */
  export const version: string;
}
