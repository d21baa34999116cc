/** A text in both languages of the product. */
export type Said = { readonly 'zh-CN': string; readonly en: string };

export const areas = {
  connection: { 'zh-CN': '连接', en: 'Connection' },
  privacy: { 'zh-CN': '隐私与本机保存', en: 'Privacy and what is kept' },
  features: { 'zh-CN': '功能', en: 'Features' },
  updates: { 'zh-CN': '更新', en: 'Updates' },
  look: { 'zh-CN': '外观与输入', en: 'Appearance and writing' },
  diagnostics: { 'zh-CN': '诊断', en: 'Diagnostics' },
} as const satisfies Record<string, Said>;
export type Area = keyof typeof areas;
