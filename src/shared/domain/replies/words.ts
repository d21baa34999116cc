import type { ReplyScope } from './reply.ts';

/** Columns of a list of replies in a file. */
export type ReplyColumn = 'folder' | 'shortcut' | 'title' | 'scope' | 'group' | 'language' | 'text';

/** What programs and people call the columns, in lower case; Live Helper Chat and Rocket.Chat among them. */
export const columnWords: Readonly<Record<ReplyColumn, readonly string[]>> = {
  folder: ['folder', 'category', '文件夹', '目录', '分类', '分组'],
  shortcut: ['shortcut', 'hashtag', 'hash tag', 'tag', 'code', '快捷码', '快捷键', '快捷短语', '编码'],
  title: ['title', 'name', 'subject', '标题', '名称'],
  scope: ['scope', 'for whom', '范围', '适用范围', '可见范围'],
  group: ['group', 'department', '小组', '技能组', '部门'],
  language: ['language', 'lang', 'locale', '语言'],
  text: ['text', 'message', 'msg', 'content', 'body', 'reply', '内容', '文本', '话术', '回复', '回复内容'],
};

/** What they call whom a reply is for. */
export const scopeWords: Readonly<Record<ReplyScope['is'], readonly string[]>> = {
  everyone: ['everyone', 'global', 'all', '全员', '公共', '共用'],
  personal: ['personal', 'user', 'private', 'me', '个人', '私有'],
  group: ['group', 'department', '小组', '技能组'],
};

/** A customer who is made up, for looking at a reply as it will be, in the language of the reply. */
export function sampleFacts(language: string) {
  const isChinese = language.toLowerCase().startsWith('zh');
  return {
    'customer.name': isChinese ? '王芳' : 'Maria Costa',
    'customer.email': isChinese ? 'fang@example.com' : 'maria@example.com',
    'customer.phone': isChinese ? '138 0000 0000' : '+1 202-555-0100',
    'customer.company': isChinese ? '星河商贸' : 'Costa Ltd',
    'order.id': '20261114-0312',
    'page.title': isChinese ? '订单详情' : 'Order details',
  };
}
