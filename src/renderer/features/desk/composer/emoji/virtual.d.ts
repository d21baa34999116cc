/** Made by the build (`electron.vite.config.ts`). */
declare module 'virtual:yingke-emoji' {
  /** By group: emoji, its name in Chinese and in English, other words that find it, and `tones` where it has skin tones. */
  export const emoji: readonly (readonly (readonly [string, string, string, string, string?])[])[];
}
