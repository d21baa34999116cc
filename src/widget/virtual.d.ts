/** Modules that the build makes. */
declare module 'virtual:yingke-panel' {
  /** File name of the panel's bundle, which carries its hash. */
  export const panelFile: string;
}

declare module 'virtual:yingke-version' {
  /** The project's. */
  export const version: string;
}
