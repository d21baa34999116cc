/** Made by the build (`electron.vite.config.ts`). */
declare module 'virtual:yingke-emoji' {
  /** By group: emoji, its name in Chinese and in English, and other words that find it. */
  export const emoji: readonly (readonly (readonly [string, string, string, string])[])[];
}
