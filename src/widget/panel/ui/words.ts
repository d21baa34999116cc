import type { panelZh } from '../../locales/zh-CN.ts';

export type Words = Record<keyof typeof panelZh, string>;
